using System.Collections.Immutable;
using System.Data.Common;
using Dqx.Datasets;
using Dqx.History;
using Dqx.Metrics;
using Dqx.Planning;
using Dqx.Running;
using Dqx.Scanning;
using Dqx.Sql;

namespace Dqx.Explanation;

/// <summary>Says what a run would do: the same plan and the same statements. Columns are read, rows are not.</summary>
internal static class SuiteExplainer
{
    /// <param name="suite">A valid suite.</param>
    /// <param name="context">What the plan depends on besides the suite.</param>
    /// <param name="history">Where the values of settled days are looked for; null for nowhere.</param>
    /// <param name="cancellationToken">Reaches the engines.</param>
    public static async Task<SuiteExplanation> ExplainAsync(VerificationSuite suite, PlanningContext context, IMetricHistory? history, CancellationToken cancellationToken)
    {
        var plan = Planner.Plan(suite, context);
        plan = history is null ? plan : await SettledDays.ReuseAsync(suite, plan, history, cancellationToken);
        plan = await PartitionSearch.DivideAsync(suite, plan, history, cancellationToken);
        var scans = ImmutableArray.CreateBuilder<ExplainedScan>();
        foreach (var scan in plan.Scans)
        {
            scans.Add(await ExplainAsync(plan.Context.DataOf(scan), scan, cancellationToken));
        }

        return new SuiteExplanation(plan, scans.DrainToImmutable());
    }

    private static async Task<ExplainedScan> ExplainAsync(IDataset dataset, PlannedScan scan, CancellationToken cancellationToken)
    {
        var explained = new ExplainedScan(scan, dataset.Dialect.Name, dataset.Definition, [], [], null);
        try
        {
            await using var connection = await dataset.OpenAsync(cancellationToken);
            var outcome = new ScanOutcome();
            var prepared = await PreparedScan.PrepareAsync(connection, dataset, scan, outcome, cancellationToken);
            return explained with
            {
                Statements = [.. prepared.Groups.Select(group => Explain(dataset, scan, group, prepared.Statement(group)))],
                Failures = [.. scan.Symbols.DistinctBy(symbol => symbol.Measured).Where(symbol => outcome.Knows(symbol.Measured)).Select(symbol => (symbol.Measured, Message(outcome.For(symbol).Value)))],
            };
        }
        catch (Exception refused) when (refused is SchemaException or DqxException or DbException or IOException or UnauthorizedAccessException)
        {
            return explained with { Problem = EngineMessage.FirstParagraph(EngineMessage.Of(refused)) };
        }
        catch (Exception failed) when (dataset is IForeignDataset && !cancellationToken.IsCancellationRequested)
        {
            return explained with { Problem = ((IForeignDataset)dataset).Describe(failed) };
        }
    }

    private static ExplainedStatement Explain(IDataset dataset, PlannedScan scan, ScanGroup group, FusedStatement statement)
    {
        var literals = statement.Parameters.Select(value => SqlLiteral.Of(value, dataset.Dialect)).ToImmutableArray();
        return new ExplainedStatement(
            statement,
            SqlLiteral.Substitute(statement.Text, dataset.Dialect, literals),
            [.. literals.Select((literal, index) => $"{dataset.Dialect.Parameter(index + 1)} = {literal}")],
            group.Days,
            [.. scan.Symbols.Where(symbol => group.Metrics.Contains(symbol.Measured))]);
    }

    private static string Message(MetricValue value) => value is MetricValue.Failure failure ? EngineMessage.FirstParagraph(failure.Message) : "";
}
