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
        foreach (var scan in explanation.Scans)
        {
            Write(scan);
        }

        Others(plan, "From the history", ValueSource.History);
        Others(plan, "Calculated", ValueSource.Calculation);
        Others(plan, "Nowhere: the day is one of the dataset's skip dates", ValueSource.Nowhere);
        console.Profile.Out.Writer.Flush();
    }

    /// <summary>Where a value that is not measured comes from.</summary>
    public static string SourceOf(PlannedSymbol symbol, Plan plan) => symbol switch
    {
        { Source: ValueSource.History } => "stored by an earlier run",
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

    private void Write(ExplainedScan scan)
    {
        var day = scan.Scan.Date is { } date ? $" of {Numbers.Date(date)}" : "";
        Line($"\n{scan.Scan.Dataset}{day}  {scan.Engine}, {Count(scan.Statements.Length, "statement")}", s_heading);
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
