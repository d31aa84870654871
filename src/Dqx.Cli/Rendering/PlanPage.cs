using System.Globalization;
using Dqx.Explanation;
using Dqx.Planning;
using Dqx.Suites;
using Spectre.Console;

namespace Dqx.Cli.Rendering;

/// <summary>A plan for people: every scan with its metrics, its days and its SQL, then what comes from elsewhere.</summary>
internal sealed class PlanPage(IAnsiConsole console, SuiteFile file)
{
    private static readonly Style s_dim = new(decoration: Decoration.Dim);
    private static readonly Style s_heading = new(decoration: Decoration.Bold);

    public void Write(SuiteExplanation explanation)
    {
        var plan = explanation.Plan;
        Line($"{file.Suite.Name}  {Numbers.Date(plan.Context.Key.Date)}", s_heading);
        Line(Summary(plan), s_dim);
        foreach (var scan in explanation.Scans.Where(scan => scan.Scan.Partition is null))
        {
            Write(scan);
        }

        foreach (var merge in plan.Merges)
        {
            Write(merge, [.. explanation.Scans.Where(scan => scan.Scan.Partition is not null && scan.Scan.Dataset == merge.Whole.Dataset && scan.Scan.Date == merge.Whole.Date)]);
        }

        Others(plan, "From the history", ValueSource.History);
        Others(plan, "Calculated", ValueSource.Calculation);
        Others(plan, "Errors: what cannot be merged over partitions", ValueSource.Unmergeable);
        Others(plan, "Nowhere: the day is one of the dataset's skip dates", ValueSource.Nowhere);
        console.Profile.Out.Writer.Flush();
    }

    /// <summary>Where a value that is not measured comes from.</summary>
    public static string SourceOf(PlannedSymbol symbol, Plan plan) => symbol switch
    {
        { Source: ValueSource.History } => "stored by an earlier run",
        { Source: ValueSource.Unmergeable } => "an error, because partitions of it cannot be merged",
        { Metric: Metrics.DerivedMetric derived } => $"from {string.Join(", ", plan.Symbols.Where(part => derived.Parts.Contains(part.Metric)).Select(part => part.Name))}",
        _ => "a skip date",
    };

    private static string Summary(Plan plan)
    {
        var disabled = plan.Assertions.Count(assertion => assertion.Adjustment.IsDisabled);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(plan.Assertions.Length, "assertion")}{(disabled == 0 ? "" : $" ({disabled} disabled by profiles)")}, {Count(plan.Conditions.Length, "condition")}, {Count(plan.Symbols.Length, "metric")}, {Count(plan.Scans.Length, "scan")}");
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>A partitioned dataset: its partitions by what becomes of them, and one of those that are read alike for all of them.</summary>
    private void Write(PlannedMerge merge, IReadOnlyCollection<ExplainedScan> scans)
    {
        var scanned = scans.Select(scan => scan.Scan.Partition).ToHashSet();
        var stored = merge.Partitions.Where(partition => !scanned.Contains(partition)).ToList();
        Line($"\n{merge.Whole.Dataset}{Day(merge.Whole)}  {Count(merge.Partitions.Length, "partition")}: {scans.Count.ToString(CultureInfo.InvariantCulture)} to scan, {stored.Count.ToString(CultureInfo.InvariantCulture)} not changed since they were stored", s_heading);
        Names("to scan", merge.Partitions.Where(scanned.Contains));
        Names("stored", stored);
        Symbols(merge.Whole.Symbols, withDays: true);
        foreach (var alike in scans.GroupBy(scan => (
            scan.Engine, scan.Problem, Symbols: string.Join(' ', scan.Scan.Symbols.Select(symbol => symbol.Name)), Failures: string.Join('\n', scan.Failures), scan.Statements.Length)))
        {
            Write(alike.First());
            if (alike.Count() > 1)
            {
                Line($"  and {Count(alike.Count() - 1, "partition")} more in the same way", s_dim);
            }
        }
    }

    private void Names(string what, IEnumerable<KnownPartition> partitions)
    {
        var names = string.Join(", ", partitions.Select(partition => partition.Partition.Name));
        if (names.Length > 0)
        {
            Line($"  {what}: {names}", Style.Plain);
        }
    }

    private static string Day(PlannedScan scan) => scan.Date is { } date ? $" of {Numbers.Date(date)}" : "";

    private void Write(ExplainedScan scan)
    {
        var partition = scan.Scan.Partition is { } known ? $", partition '{known.Partition.Name}'" : "";
        Line($"\n{scan.Scan.Dataset}{Day(scan.Scan)}{partition}  {scan.Engine}, {Count(scan.Statements.Length, "statement")}", s_heading);
        if (scan.Problem is { } problem)
        {
            Line($"  no SQL: {problem}", Outcome.Of(DiagnosticSeverity.Warning).Style);
            Symbols(scan.Scan.Symbols, withDays: true);
        }

        foreach (var (metric, message) in scan.Failures)
        {
            Line($"  {metric} fails: {message}", Outcome.Of(DiagnosticSeverity.Error).Style);
        }

        if (scan.Problem is null && scan.Definition is { } definition)
        {
            Sql(definition);
        }

        foreach (var statement in scan.Statements)
        {
            Symbols(statement.Symbols, withDays: !statement.Days.IsEmpty);
            Sql(statement.Statement.Text);
            if (!statement.Parameters.IsEmpty)
            {
                Line($"    {string.Join(", ", statement.Parameters)}", s_dim);
            }
        }
    }

    private void Symbols(IReadOnlyCollection<PlannedSymbol> symbols, bool withDays)
    {
        foreach (var symbol in symbols)
        {
            Line($"  {symbol.Name}  {symbol.Written}{(withDays ? $"  {Numbers.Date(symbol.Date)}" : "")}", Style.Plain);
        }
    }

    private void Others(Plan plan, string heading, ValueSource source)
    {
        var symbols = plan.Symbols.Where(symbol => symbol.Source == source).ToList();
        if (symbols.Count == 0)
        {
            return;
        }

        Line($"\n{heading}", s_heading);
        foreach (var symbol in symbols)
        {
            Line($"  {symbol.Name}  {symbol.Written}  {Numbers.Date(symbol.Date)}{(source is ValueSource.Calculation ? $"  {SourceOf(symbol, plan)}" : "")}", Style.Plain);
        }
    }

    private void Sql(string statement)
    {
        foreach (var line in statement.Split('\n'))
        {
            Line($"    {line}", s_dim);
        }
    }

    private void Line(string text, Style style) => console.Write(new Text(string.Join('\n', file.Redact(text).Split('\n').Select(Printable.Line)) + "\n", style));
}
