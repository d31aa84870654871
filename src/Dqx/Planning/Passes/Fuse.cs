namespace Dqx.Planning.Passes;

/// <summary>Puts everything that is measured on one dataset into one scan. Past values are not measured: they come from the history.</summary>
internal static class Fuse
{
    public static Plan Apply(Plan plan)
    {
        var byDataset = plan.Symbols.Where(symbol => symbol.Resolved.Lag == 0).ToLookup(symbol => symbol.Resolved.Dataset);
        return plan with
        {
            Scans = [.. plan.Datasets.Where(byDataset.Contains).Select(dataset => new PlannedScan(dataset, [.. byDataset[dataset]]))],
        };
    }
}
