namespace Dqx.Planning.Passes;

/// <summary>Puts everything that is measured on one dataset into one scan; where every day has data of its own, one for each day.</summary>
internal static class Fuse
{
    public static Plan Apply(Plan plan)
    {
        var order = plan.Context.Datasets.Select((dataset, index) => (dataset.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index);
        return plan with
        {
            Scans =
            [
                .. plan.Symbols
                    .Where(symbol => symbol is { Source: ValueSource.Scan, Metric.Dataset: not null })
                    .GroupBy(symbol => (Dataset: symbol.Metric.Dataset ?? "", Date: plan.Context.Dataset(symbol.Metric.Dataset ?? "").IsDated ? symbol.Date : (DateOnly?)null))
                    .OrderBy(group => order[group.Key.Dataset])
                    .ThenByDescending(group => group.Key.Date)
                    .Select(group => new PlannedScan(group.Key.Dataset, group.Key.Date, [.. group])),
            ],
        };
    }
}
