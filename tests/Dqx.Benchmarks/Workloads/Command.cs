using System.Diagnostics;

namespace Dqx.Benchmarks.Workloads;

/// <summary>Runs of the command.</summary>
internal static class Command
{
    /// <summary>Runs a suite file without processors, and says how many bytes the process had in memory at most.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static async Task<long> RunAsync(string suite)
    {
        using var process = Process.Start(new ProcessStartInfo(Machine.Dqx, ["run", suite, "--no-processors"]) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("dqx did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(5)))
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
        }

        return process.ExitCode == 0 ? peak : throw new InvalidOperationException($"dqx ended with {process.ExitCode}: {await output}{await errors}");
    }

    /// <summary>A suite file over one data file, beside which nothing is kept.</summary>
    public static string Suite(string folder, string data, IEnumerable<string> expectations)
    {
        var file = Path.Combine(folder, "suite.yaml");
        File.WriteAllText(file, $"""
            suite: Bar
            datasets:
              data:
                path: {data}
            checks:
              - name: Bar
                assertions:
            {string.Join('\n', expectations.Select(text => $"      - '{text}'"))}
            """);
        return file;
    }
}
