using System.Globalization;
using System.Text;

namespace Dqx.Extensions.Reports.Formats;

/// <summary>Workflow commands of GitHub Actions, one a line: the job's page shows them as annotations.</summary>
/// <remarks>GitHub shows 10 errors and 10 warnings of a step and drops the rest without a word; so the gravest are written, and the rest is counted.</remarks>
internal static class GithubAnnotations
{
    private const int Most = 10;
    private const int MostCharacters = 1000;

    public static ReadOnlyMemory<byte> Of(SuiteRun run)
    {
        var problems = run.Results.Where(result => result.IsFailure || result.IsError).OrderBy(result => result.Severity).ToList();
        var errors = problems.Where(IsGrave).Select(result => Command("error", result))
            .Concat(run.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => Command("error", found))).ToList();
        var warnings = problems.Where(result => !IsGrave(result)).Select(result => Command("warning", result))
            .Concat(run.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Warning).Select(found => Command("warning", found))).ToList();
        var text = new StringBuilder();
        foreach (var line in errors.Take(Most).Concat(warnings.Take(Most)).Append(Counts(run, Math.Max(0, errors.Count - Most) + Math.Max(0, warnings.Count - Most))))
        {
            text.Append(line).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Errors are grave whatever their severity: nobody knows what the data are like.</summary>
    private static bool IsGrave(AssertionResult result) => result.IsError || result.Severity is Severity.P0 or Severity.P1;

    private static string Command(string level, AssertionResult result)
        => Command(
            level,
            [("title", $"{result.Severity} {Outcome.Status(result)}: {Text.Line(result.Check, 200)} / {Text.Line(Outcome.Name(result), 200)}")],
            $"{Text.Line(result.Expression, MostCharacters)}\n{Text.Line(Outcome.Reason(result), MostCharacters)}");

    private static string Command(string level, Diagnostic found)
        => Command(level, [("file", found.File), ("line", Number(found.Line)), ("col", Number(found.Column)), ("title", found.Id)], Text.Line(found.Message, MostCharacters));

    private static string Counts(SuiteRun run, int more)
    {
        var counts = run.Summary;
        var message = string.Create(CultureInfo.InvariantCulture, $"{counts.Passed} of {counts.Assertions} passed, {counts.Failed} failed, {counts.Errors} not evaluated, {counts.Skipped} skipped, {counts.Muted} muted")
            + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {more} more, not shown here") : "");
        return Command("notice", [("title", $"{Text.Line(run.Suite, 200)} {run.Key.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}")], message);
    }

    private static string Command(string level, IEnumerable<(string Name, string? Value)> properties, string message)
        => $"::{level} {string.Join(',', properties.Where(property => property.Value is not null).Select(property => $"{property.Name}={Property(property.Value ?? "")}"))}::{Data(message)}";

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>As GitHub's own toolkit does it: what would end the command is written in percent.</summary>
    private static string Data(string text)
        => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
