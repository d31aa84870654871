using Dqx.Composition;

namespace Dqx.Cli.Rendering;

/// <summary>What a run ends with for everybody to see: findings, and processors that failed.</summary>
internal static class ClosingLines
{
    public static IEnumerable<(string Line, DiagnosticSeverity Severity)> Of(ProcessedRun processed)
    {
        foreach (var diagnostic in processed.Run.Diagnostics.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Info))
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
