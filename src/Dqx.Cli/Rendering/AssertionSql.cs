using System.Globalization;
using Dqx.Explanation;

namespace Dqx.Cli.Rendering;

/// <summary>The statements of one assertion as a script to run by hand.</summary>
internal static class AssertionSql
{
    /// <summary>Texts of one or more lines. What is no SQL is a comment.</summary>
    public static IEnumerable<string> Of(SuiteExplanation explanation)
    {
        foreach (var assertion in explanation.Plan.InOrder())
        {
            yield return Comment(assertion.Adjustment.IsDisabled ? $"disabled by a profile: {assertion.Written}" : assertion.Written.Text);
        }

        foreach (var symbol in explanation.Plan.Symbols.Where(symbol => symbol.Source is not Planning.ValueSource.Scan))
        {
            yield return Comment($"{symbol.Name} {symbol.Written}: {PlanPage.SourceOf(symbol, explanation.Plan)}");
        }

        foreach (var merge in explanation.Plan.Merges)
        {
            var stored = merge.Partitions.Count(partition => explanation.Scans.All(scan => scan.Scan.Partition != partition));
            yield return Comment(string.Create(CultureInfo.InvariantCulture, $"{merge.Whole.Dataset}: merged of {merge.Partitions.Length} partitions, {stored} of them as an earlier run stored them; --no-history explains all"));
        }

        foreach (var scan in explanation.Scans)
        {
            var what = scan.Scan.Partition is { } partition ? $"{scan.Scan.Dataset}, partition '{partition.Partition.Name}'" : scan.Scan.Dataset;
            yield return scan.Problem is { } problem ? Comment($"{what}: {problem}") : $"\n{Comment($"{what} ({scan.Engine})")}";
            if (scan.Problem is null && scan.Definition is { } definition)
            {
                yield return $"{definition};";
            }

            foreach (var (metric, message) in scan.Failures)
            {
                yield return Comment($"{metric} has no SQL: {message}");
            }

            foreach (var statement in scan.Statements)
            {
                foreach (var symbol in statement.Symbols)
                {
                    yield return Comment(string.Create(CultureInfo.InvariantCulture, $"{symbol.Name} {symbol.Written}{(statement.Days.IsEmpty ? "" : $" on {symbol.Date:yyyy-MM-dd}")}"));
                }

                yield return $"{statement.Runnable};";
            }
        }
    }

    /// <summary>One line, whatever is in it: a line break would end the comment.</summary>
    private static string Comment(string text) => $"-- {Printable.Line(text)}";
}
