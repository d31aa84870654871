using System.Reflection;
using System.Runtime.InteropServices;

namespace Dqx.DuckDb.Native;

/// <summary>Finds and loads DuckDB's shared library: <c>runtimes/&lt;rid&gt;/native</c> beside this assembly, then beside it.</summary>
internal static class DuckDbLibrary
{
    private static readonly Lock Gate = new();
    private static nint _library;

    /// <summary>Loads the library once. Every use of DuckDB begins here.</summary>
    /// <exception cref="DqxException">It is not there, or does not load (DQX5001).</exception>
    internal static void EnsureLoaded()
    {
        lock (Gate)
        {
            if (_library != 0)
            {
                return;
            }

            _library = Load(Candidates(Folder, RuntimeInformation.RuntimeIdentifier, RuntimeInformation.ProcessArchitecture));
            NativeLibrary.SetDllImportResolver(typeof(DuckDbLibrary).Assembly, Resolve);
        }
    }

    /// <summary>Where the library may lie, best first. The portable id is derived, because a distribution's own runtime says e.g. debian.12-x64.</summary>
    internal static IReadOnlyList<string> Candidates(string folder, string runtimeIdentifier, Architecture architecture)
    {
        var cpu = architecture.ToString().ToLowerInvariant();
        var musl = runtimeIdentifier.Contains("musl", StringComparison.Ordinal) || runtimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);
        var (file, system) = OperatingSystem.IsWindows() ? ("duckdb.dll", "win")
            : OperatingSystem.IsMacOS() ? ("libduckdb.dylib", "osx")
            : ("libduckdb.so", musl ? "linux-musl" : "linux");
        return [Path.Combine(folder, "runtimes", $"{system}-{cpu}", "native", file), Path.Combine(folder, file)];
    }

    internal static nint Load(IReadOnlyList<string> candidates)
    {
        if (candidates.FirstOrDefault(File.Exists) is not { } path)
        {
            throw new DqxException("DQX5001", $"DuckDB's library is not there; looked for {string.Join(" and ", candidates)}. Build Dqx.DuckDb for this platform, or copy the library there.");
        }

        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception refused) when (refused is DllNotFoundException or BadImageFormatException)
        {
            throw new DqxException("DQX5001", $"DuckDB's library does not load from {path}: {refused.Message}", refused);
        }
    }

    // In a single-file application an assembly has no place of its own.
    private static string Folder =>
        Path.GetDirectoryName(typeof(DuckDbLibrary).Assembly.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name == NativeMethods.Library ? _library : 0;
}
