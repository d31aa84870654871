using System.Diagnostics;

namespace Dqx.Benchmarks.Workloads;

/// <summary>Runs of the command.</summary>
internal static class Command
{
    /// <summary>Runs a suite file without processors.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static async Task<CommandCost> RunAsync(string suite)
    {
        using var process = Process.Start(new ProcessStartInfo(Machine.Dqx, ["run", suite, "--no-processors"]) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("dqx did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var cost = default(CommandCost);
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(5)))
        {
            // A process that is ending has no memory any more.
            cost = Look(process) is { } now ? new CommandCost(Math.Max(now.PeakBytes, cost.PeakBytes), Math.Max(now.ProcessorMilliseconds, cost.ProcessorMilliseconds)) : cost;
        }

        return process.ExitCode == 0 ? cost : throw new InvalidOperationException($"dqx ended with {process.ExitCode}: {await output}{await errors}");
    }

    /// <summary>What it has cost so far; null when it has just ended, which nobody can know before asking.</summary>
    private static CommandCost? Look(Process process)
    {
        try
        {
            process.Refresh();
            return new CommandCost(process.PeakWorkingSet64, process.TotalProcessorTime.TotalMilliseconds);
        }
        catch (InvalidOperationException) when (process.HasExited)
        {
            return null;
        }
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

/// <summary>What a run of the command cost.</summary>
/// <param name="PeakBytes">How many bytes the process had in memory at most, as far as it was seen, every few milliseconds.</param>
/// <param name="ProcessorMilliseconds">How long it kept processors busy, as far as it was seen.</param>
internal readonly record struct CommandCost(long PeakBytes, double ProcessorMilliseconds);
