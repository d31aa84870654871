using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace Dqx.Acceptance.Tests.Support;

/// <summary>The built <c>dqx</c> executable.</summary>
internal static class DqxCommand
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private static readonly Dictionary<string, string> s_metadata = typeof(DqxCommand).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(attribute => attribute.Key, attribute => attribute.Value ?? "");

    /// <summary>The repository.</summary>
    public static string Root => s_metadata["RepositoryRoot"];

    /// <summary>What the build puts everything below.</summary>
    public static string Artifacts => Path.Combine(Root, "artifacts");

    public static string Executable { get; } = Path.Combine(
        Artifacts, "bin", "Dqx.Cli", s_metadata["Configuration"].ToLowerInvariant(), OperatingSystem.IsWindows() ? "dqx.exe" : "dqx");

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">The current directory.</param>
    /// <param name="arguments">The command line.</param>
    public static Task<DqxResult> RunAsync(string folder, params string[] arguments) => RunAsync(folder, environment: null, arguments);

    public static async Task<DqxResult> RunAsync(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        return await EndAsync(process, arguments);
    }

    /// <summary>Runs it as another user, which only root may.</summary>
    public static async Task<DqxResult> RunAsAsync(string user, string folder, params string[] arguments)
    {
        using var process = Start(["runuser", "-u", user, "--", Executable, .. arguments], folder, new Dictionary<string, string> { ["HOME"] = Path.GetTempPath() });
        return await EndAsync(process, arguments);
    }

    public static Process Start(string folder, IReadOnlyDictionary<string, string>? environment, params string[] arguments) => Start([Executable, .. arguments], folder, environment);

    private static Process Start(string[] command, string folder, IReadOnlyDictionary<string, string>? environment)
    {
        // Tests that run in the background of a shell inherit that SIGINT is ignored, and so would what they start.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", .. command])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("DQX_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{Executable} did not start.");
    }

    /// <summary>Waits for the end of a process, and kills it when that does not come.</summary>
    public static async Task<DqxResult> EndAsync(Process process, params string[] arguments)
    {
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new DqxResult(string.Join(' ', arguments.Prepend("dqx")), process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dqx {string.Join(' ', arguments)} did not end.");
        }
    }
}
