using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Dqx.Composition.Workers;

/// <summary>The environment of a worker: what is on the list and nothing else, so that the host's secrets stay with the host.</summary>
internal static class WorkerEnvironment
{
    /// <summary>A name that ends with <c>*</c> stands for all that begin with it. Proxies are read in either case.</summary>
    private static readonly string[] s_allowed =
    [
        "PATH", "HOME", "TMPDIR", "TZ", "TZDIR", "LANG", "LANGUAGE", "LC_*",
        "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "LD_LIBRARY_PATH",
        // Without these the runtime may not start.
        "DOTNET_ROOT*", "DOTNET_SYSTEM_GLOBALIZATION_*", "DOTNET_ROLL_FORWARD*", "SystemRoot", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA",
    ];

    /// <summary>What of this process's environment a worker gets, and what makes its runtime start fast and leave nothing behind.</summary>
    public static Dictionary<string, string> Of(IDictionary environment, long? memoryLimit)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in environment)
        {
            if (variable is { Key: string name, Value: string value } && IsAllowed(name))
            {
                result[name] = value;
            }
        }

        if (DotnetRoot is { } root)
        {
            result.TryAdd("DOTNET_ROOT", root);
        }

        // No diagnostics server: 10 ms of start-up (measured), and no sockets left in the temporary folder by a worker that is killed.
        result["DOTNET_EnableDiagnostics"] = "0";
        result["DOTNET_TieredPGO"] = "0";
        if (memoryLimit is { } limit)
        {
            // The kernel's limit is the one that holds; this one makes the collector try harder, and fail with an exception.
            result["DOTNET_GCHeapHardLimit"] = limit.ToString("X", CultureInfo.InvariantCulture);
        }

        return result;
    }

    /// <summary>Where the runtime of this process is installed; null for a process that carries its own.</summary>
    public static string? DotnetRoot
    {
        get
        {
            var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
            return Directory.Exists(Path.Combine(root, "host", "fxr")) ? root : null;
        }
    }

    private static bool IsAllowed(string name)
        => s_allowed.Any(allowed => allowed[^1] == '*'
            ? name.StartsWith(allowed[..^1], StringComparison.Ordinal)
            : name.Equals(allowed, OperatingSystem.IsWindows() || allowed.EndsWith("_PROXY", StringComparison.Ordinal) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
}
