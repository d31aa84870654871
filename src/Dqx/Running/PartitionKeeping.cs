using Dqx.Datasets;
using Dqx.History;
using Dqx.Metrics;
using Dqx.Planning;
using Dqx.Scanning;

namespace Dqx.Running;

/// <summary>What a run stores of the partitions of a dataset: the states of those that it scanned and that have a version. A failure is not stored,
/// so that the next run tries again.</summary>
internal sealed class PartitionKeeping(PlanningContext context, HistoryKeys keys, PlannedMerge merge, IReadOnlyDictionary<KnownPartition, ScanOutcome> outcomes)
{
    private readonly IDataset _dataset = context.Dataset(merge.Whole.Dataset);

    /// <param name="retentionDays">How many days values are kept; null for ever.</param>
    /// <param name="isStored">Whether what was measured of a partition is stored already; null when nothing is.</param>
    public IEnumerable<HistoryEntry> Entries(int? retentionDays, Predicate<KnownPartition>? isStored = null)
        => merge.Partitions
            .Where(partition => partition.Partition.Version is not null)
            .SelectMany(partition => (isStored?.Invoke(partition) == true ? [] : Measured(partition)).Concat(Renewed(partition, retentionDays)));

    private IEnumerable<HistoryEntry> Measured(KnownPartition partition)
    {
        if (!outcomes.TryGetValue(partition, out var outcome))
        {
            yield break;
        }

        foreach (var symbol in merge.Whole.Symbols.Where(symbol => !partition.Knows(symbol, _dataset)))
        {
            var measured = outcome.Find(symbol);
            // A day before the first or after the last one is known to have no row.
            if (measured is { State: not null } || (measured is null && outcome.Days?.Covers(symbol.Date) != false))
            {
                yield return Entry(partition, symbol.Measured.StoredText, symbol.Date, measured ?? new Measured(ScanOutcome.NoRows(symbol)));
            }
        }

        if (PartitionSearch.HasDays(_dataset, merge.Whole) && outcome.Days is { } days)
        {
            yield return Entry(partition, PartitionSearch.Days, context.Today, default) with { State = days.ToString() };
        }
    }

    /// <summary>What holds for all days is stored under the day on which it was measured. While it is in use it is stored again before <c>retention</c> deletes it.</summary>
    private IEnumerable<HistoryEntry> Renewed(KnownPartition partition, int? retentionDays)
    {
        if (retentionDays is not { } days)
        {
            yield break;
        }

        var oldest = context.Today.AddDays(-days / 2);
        foreach (var ((metric, day), stored) in partition.Stored)
        {
            if (day is null && stored.Date <= oldest && stored.Date < context.Today && stored.State is { } state)
            {
                yield return Entry(partition, metric.StoredText, context.Today, new Measured(metric.ValueOf(state), state));
            }
        }

        if (!outcomes.ContainsKey(partition) && partition.Days is { State: { } extent } kept && kept.Date <= oldest && kept.Date < context.Today)
        {
            yield return Entry(partition, PartitionSearch.Days, context.Today, default) with { State = extent.ToString() };
        }
    }

    private HistoryEntry Entry(KnownPartition partition, string metric, DateOnly date, Measured measured)
        => new(keys.OfPartition(partition.Partition, metric, date), partition.Partition.Data.Location, (measured.Value as MetricValue.Number)?.Value, (measured.Value as MetricValue.Failure)?.Message)
        {
            State = measured.State?.ToString(),
        };
}
