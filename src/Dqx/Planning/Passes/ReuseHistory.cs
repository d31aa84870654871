using Dqx.Datasets;
using Dqx.Metrics;

namespace Dqx.Planning.Passes;

/// <summary>Decides for every symbol where its value comes from: the data of its day where there is such data, else the history.</summary>
internal static class ReuseHistory
{
    public static Plan Apply(Plan plan) => plan with
    {
        Symbols = [.. plan.Symbols.Select(symbol => symbol with { Source = SourceOf(symbol, plan.Context) })],
    };

    public static ValueSource SourceOf(PlannedSymbol symbol, PlanningContext context)
    {
        if (symbol.Metric is DerivedMetric || symbol.Metric.Dataset is not { } name)
        {
            return ValueSource.Calculation;
        }

        var dataset = context.Dataset(name);
        var calendar = dataset.Calendar;
        if (calendar.Skips(symbol.Date))
        {
            return ValueSource.Nowhere;
        }

        var isOwnDay = symbol.Metric.Lag == 0;
        var hasDays = dataset.HasDaysFor(symbol.Metric);
        var source = (calendar.LagSource, isOwnDay, hasDays) switch
        {
            // The run's own day is never reused.
            (_, true, true) => ValueSource.Scan,
            (LagSource.History, false, _) => ValueSource.History,
            (_, false, true) when context.Settled.Contains(symbol.Metric) => ValueSource.History,
            (_, false, true) => ValueSource.Scan,
            // A snapshot is of today, whatever the date of the run. Where no history is kept, nothing can be confused with it.
            _ => symbol.Date == context.Today || (isOwnDay && !context.HasHistory) ? ValueSource.Scan : ValueSource.History,
        };
        return source is ValueSource.Scan && dataset is PartitionedDataset && symbol.Metric.WhyNotMergeable is not null ? ValueSource.Unmergeable : source;
    }
}
