using System.Globalization;
using System.Text;

namespace Dqx.Extensions.Reports.Formats;

/// <summary>Markdown as GitHub shows it: counts, then what did not pass, then the rest folded away.</summary>
internal static class MarkdownReport
{
    /// <summary>GitHub takes 1 MiB for a step's summary and drops a larger one whole; other reports of the step need room too.</summary>
    private const int MostBytes = 900_000;

    private const int KeptForTheEnd = 500;

    public static ReadOnlyMemory<byte> Of(SuiteRun run)
    {
        var text = new Budget(MostBytes - KeptForTheEnd);
        Head(text, run);
        Table(text, [.. run.Results.Where(IsProblem).OrderBy(result => result.Severity)], "Not passed", folded: false);
        Notes(text, run);
        Table(text, [.. run.Results.Where(result => !IsProblem(result))], "Passed and skipped", folded: true);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static bool IsProblem(AssertionResult result) => result.Status is AssertionStatus.Failed or AssertionStatus.Error;

    private static void Head(Budget text, SuiteRun run)
    {
        var counts = run.Summary;
        text.Add($"## {Sign(run.Status)} {MarkdownText.Escape(Text.Line(run.Suite, 300))}: {Verdict(run)}\n\n");
        text.Add($"{MarkdownText.Escape(Text.Line(run.Key.ToString(), 1000))} · {MarkdownText.Escape(Text.Line(string.Join(", ", run.Datasets), 1000))} · run {MarkdownText.Code(run.RunId.ToString())}\n\n");
        text.Add("| Assertions | Passed | Failed | Errors | Skipped | Muted |\n|---:|---:|---:|---:|---:|---:|\n");
        text.Add(string.Create(CultureInfo.InvariantCulture, $"| {counts.Assertions} | {counts.Passed} ({counts.PassRate:0.0}%) | {counts.Failed} | {counts.Errors} | {counts.Skipped} | {counts.Muted} |\n\n"));
    }

    private static void Table(Budget text, List<AssertionResult> results, string title, bool folded)
    {
        if (results.Count == 0)
        {
            return;
        }

        text.Add(folded
            ? string.Create(CultureInfo.InvariantCulture, $"<details><summary>{title} ({results.Count})</summary>\n\n")
            : $"### {title}\n\n");
        text.Add("| Status | Severity | Check | Assertion | Expression | Outcome |\n|---|---|---|---|---|---|\n");
        var shown = results.TakeWhile(result => text.TryAdd(Row(result))).Count();
        text.Add("\n");
        if (shown < results.Count)
        {
            text.Add(string.Create(CultureInfo.InvariantCulture, $"… and {results.Count - shown} more, not shown here\n\n"));
        }

        text.Add(folded ? "</details>\n\n" : "");
    }

    private static void Notes(Budget text, SuiteRun run)
    {
        foreach (var found in run.Diagnostics)
        {
            text.TryAdd($"- {MarkdownText.Escape(found.ToString())}\n");
        }

        text.Add(run.Diagnostics.Length > 0 ? "\n" : "");
    }

    private static string Row(AssertionResult result)
        => $"| {Sign(result)} {Outcome.Status(result)} | {result.Severity} | {MarkdownText.Escape(result.Check)} | {MarkdownText.Escape(Outcome.Name(result))} | {MarkdownText.Code(result.Expression)} | {MarkdownText.Escape(Outcome.Reason(result))} |\n";

    private static string Verdict(SuiteRun run)
    {
        var counts = run.Summary;
        return run.Status switch
        {
            RunStatus.Passed => "passed",
            RunStatus.Skipped => "nothing was evaluated",
            _ => string.Join(", ", new[] { counts.Failed > 0 ? Text.Count(counts.Failed, "failure") : null, counts.Errors > 0 ? Text.Count(counts.Errors, "error") : null }.OfType<string>()),
        };
    }

    private static string Sign(RunStatus status) => status switch
    {
        RunStatus.Passed => "✅",
        RunStatus.Failed => "❌",
        RunStatus.Error => "❗",
        _ => "⏭️",
    };

    private static string Sign(AssertionResult result) => Outcome.Status(result) switch
    {
        "passed" => "✅",
        "failed" => "❌",
        "error" => "❗",
        "muted" => "🔇",
        _ => "⏭️",
    };

    /// <summary>A text that does not grow beyond so many bytes.</summary>
    private sealed class Budget(int most)
    {
        private readonly StringBuilder _text = new();
        private int _bytes;

        /// <summary>Adds what is bounded and has to be there.</summary>
        public void Add(string part)
        {
            _text.Append(part);
            _bytes += Encoding.UTF8.GetByteCount(part);
        }

        /// <summary>Adds what may be left out; false when there is no room for it.</summary>
        public bool TryAdd(string part)
        {
            var fits = _bytes + Encoding.UTF8.GetByteCount(part) <= most;
            if (fits)
            {
                Add(part);
            }

            return fits;
        }

        public override string ToString() => _text.ToString();
    }
}
