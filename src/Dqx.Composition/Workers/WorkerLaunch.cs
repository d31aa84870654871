using System.Collections;
using System.Diagnostics;

namespace Dqx.Composition.Workers;

/// <summary>How the workers of a host are started.</summary>
/// <param name="Path">An executable that becomes a worker by its argument, or a <c>.dll</c> that does so under this process's <c>dotnet</c>.</param>
internal sealed record WorkerLaunch(string Path)
{
    /// <summary>How long a worker may take to greet. A worker does it within 60 ms on a machine that has time for it.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a worker has to heed a cancelled token before it is killed; with the supervisor's tick it keeps the next call within 50 ms.</summary>
    public TimeSpan Heed { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The environment of which a worker gets what is allowed.</summary>
    public IDictionary Environment { get; init; } = System.Environment.GetEnvironmentVariables();

    /// <summary>Nothing on the command line but the word: settings and paths go through standard input.</summary>
    public ProcessStartInfo StartInfo(long? memoryLimit)
    {
        var isAssembly = Path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(isAssembly ? Dotnet : Path)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (isAssembly)
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(Path);
        }

        start.ArgumentList.Add(Protocol.WorkerProtocol.Argument);
        start.Environment.Clear();
        foreach (var (name, value) in WorkerEnvironment.Of(Environment, memoryLimit))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static string Dotnet
    {
        get
        {
            var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
            return WorkerEnvironment.DotnetRoot is { } root ? System.IO.Path.Combine(root, name) : name;
        }
    }
}
