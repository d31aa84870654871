using Dqx.Composition;

namespace Dqx.Cli.Rendering;

/// <summary>What a run ends with for everybody to see: findings, and processors that failed.</summary>
internal static class ClosingLines
{
    /// <summary>What explains skipped results, although nothing is wrong.</summary>
    private static readonly string[] s_explanations = ["DQX1236", "DQX1237"];

    public static IEnumerable<(string Line, DiagnosticSeverity Severity)> Of(ProcessedRun processed)
    {
        foreach (var diagnostic in processed.Run.Diagnostics.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Info || s_explanations.Contains(diagnostic.Id)))
        {
            yield return (Printable.Line(diagnostic.ToString()), diagnostic.Severity);
        }

        foreach (var report in processed.Degrading)
        {
            yield return (Line("warning", report), DiagnosticSeverity.Warning);
        }

        foreach (var report in processed.Fatal)
        {
            yield return (Line("error", report), DiagnosticSeverity.Error);
        }
    }

    private static string Line(string word, ProcessorReport report)
        => Printable.Line($"{word} {report.Diagnostic}: processor '{report.Name}' {Outcome.Of(report.Status).Word}{(report.Phase is null ? "" : $" in {report.Phase}")}: {report.Error}");
}
