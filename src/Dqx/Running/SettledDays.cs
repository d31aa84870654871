using System.Collections.Frozen;
using Dqx.Datasets;
using Dqx.History;
using Dqx.Planning;

namespace Dqx.Running;

/// <summary>Finds the days that are final and whose values are stored, so that they need no scan.</summary>
internal static class SettledDays
{
    /// <summary>The plan without the scans that a stored value stands for.</summary>
    public static async Task<Plan> ReuseAsync(VerificationSuite suite, Plan plan, IMetricHistory history, CancellationToken cancellationToken)
    {
        var keys = new HistoryKeys(suite.Name, plan.Context.Key);
        var settled = plan.Symbols
            .Where(symbol => IsSettled(symbol, plan.Context))
            .ToDictionary(symbol => symbol.Metric, symbol => keys.Of(plan.Context.Dataset(symbol.Metric.Dataset ?? ""), symbol.Measured, symbol.Date));
        if (settled.Count == 0)
        {
            return plan;
        }

        IReadOnlyDictionary<HistoryKey, StoredValue> stored;
        try
        {
            stored = await history.FindAsync(settled.Values, cancellationToken);
        }
        catch (Exception refused) when (HistoryKeeping.IsRefusal(refused))
        {
            // The data has the values as well; that the history fails is said where it has to be written.
            return plan;
        }

        // A stored error is no value: the day is read again.
        var known = settled.Keys.Where(metric => stored.TryGetValue(settled[metric], out var value) && value.Value is not null).ToFrozenSet();
        return known.Count == 0 ? plan : Planner.Reuse(plan with { Context = plan.Context with { Settled = known } });
    }

    /// <summary>The run's own day is never reused.</summary>
    private static bool IsSettled(PlannedSymbol symbol, PlanningContext context)
        => symbol is { Source: ValueSource.Scan, Metric: { Lag: not 0, Dataset: { } dataset } }
            && context.Dataset(dataset).Calendar is { SettledAfterDays: { } days, LagSource: LagSource.Automatic }
            && symbol.Date < context.Today.AddDays(-days);
}
