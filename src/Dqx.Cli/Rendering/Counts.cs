using System.Globalization;

namespace Dqx.Cli.Rendering;

/// <summary><c>5 total, 2 passed (40.0%), 1 failed (20.0%), 2 skipped (40.0%)</c>; what is zero is left out, but for passed.</summary>
internal static class Counts
{
    public static string Of(RunSummary summary)
    {
        var parts = new List<string> { $"{Whole(summary.Assertions)} total", Part(summary.Passed, "passed", summary) };
        Add(summary.Failed, "failed");
        Add(summary.Errors, summary.Errors == 1 ? "error" : "errors");
        Add(summary.Skipped, "skipped");
        Add(summary.Muted, "muted");
        return string.Join(", ", parts);

        void Add(int count, string what)
        {
            if (count > 0)
            {
                parts.Add(Part(count, what, summary));
            }
        }
    }

    /// <summary><c>5 runs: 3 passed, 1 failed, 1 error (exit code 1)</c>.</summary>
    /// <param name="runs">Each with its exit.</param>
    /// <param name="code">The worst exit code.</param>
    public static string Of(IReadOnlyCollection<SuiteRun> runs, int code)
    {
        var byStatus = runs.CountBy(run => run.Status).OrderBy(pair => pair.Key).Select(pair => $"{Whole(pair.Value)} {WireNames.Of(pair.Key)}");
        return string.Create(CultureInfo.InvariantCulture, $"{runs.Count} runs: {string.Join(", ", byStatus)} (exit code {code})");
    }

    private static string Part(int count, string what, RunSummary summary)
        => string.Create(CultureInfo.InvariantCulture, $"{count} {what} ({(summary.Assertions == 0 ? 0 : 100.0 * count / summary.Assertions):0.0}%)");

    private static string Whole(int count) => count.ToString(CultureInfo.InvariantCulture);
}
