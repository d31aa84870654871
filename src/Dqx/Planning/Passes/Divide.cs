using System.Collections.Immutable;

namespace Dqx.Planning.Passes;

/// <summary>Puts scans of partitions in the place of a partitioned dataset's: one for each partition of which something is not stored, for just that.</summary>
internal static class Divide
{
    public static Plan Apply(Plan plan)
    {
        if (plan.Context.Partitions is not { } known)
        {
            return plan;
        }

        var scans = ImmutableArray.CreateBuilder<PlannedScan>();
        var merges = ImmutableArray.CreateBuilder<PlannedMerge>();
        foreach (var whole in plan.Scans)
        {
            if (!known.TryGetValue((whole.Dataset, whole.Date), out var partitions))
            {
                scans.Add(whole);
                continue;
            }

            var dataset = plan.Context.Dataset(whole.Dataset);
            merges.Add(new PlannedMerge(whole, partitions));
            scans.AddRange(partitions
                .Select(partition => whole with { Partition = partition, Symbols = [.. whole.Symbols.Where(symbol => !partition.Knows(symbol, dataset))] })
                .Where(scan => !scan.Symbols.IsEmpty));
        }

        return plan with { Scans = scans.DrainToImmutable(), Merges = merges.DrainToImmutable() };
    }
}
