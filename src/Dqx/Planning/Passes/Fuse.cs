using Dqx.Datasets;

namespace Dqx.Planning.Passes;

/// <summary>Puts everything that is measured on one dataset into one scan; where every day has data of its own, one for each day.</summary>
internal static class Fuse
{
    public static Plan Apply(Plan plan)
    {
        var measured = plan.Symbols.Where(symbol => symbol.Source is ValueSource.Scan).ToLookup(symbol => symbol.Metric.Dataset, StringComparer.Ordinal);
        return plan with { Scans = [.. plan.Context.Datasets.Where(dataset => measured.Contains(dataset.Name)).SelectMany(dataset => Scans(dataset, measured[dataset.Name]))] };
    }

    private static IEnumerable<PlannedScan> Scans(IDataset dataset, IEnumerable<PlannedSymbol> symbols)
        => dataset.IsDated
            ? symbols.GroupBy(symbol => symbol.Date).OrderByDescending(day => day.Key).Select(day => new PlannedScan(dataset.Name, day.Key, [.. day]))
            : [new PlannedScan(dataset.Name, null, [.. symbols])];
}
