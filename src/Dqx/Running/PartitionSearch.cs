using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Data.Common;
using Dqx.Datasets;
using Dqx.History;
using Dqx.Metrics;
using Dqx.Metrics.States;
using Dqx.Planning;

namespace Dqx.Running;

/// <summary>Finds the partitions of a run's datasets and what is stored of them, so that only those that changed are scanned.</summary>
internal sealed class PartitionSearch(Plan plan, IMetricHistory? history, HistoryKeys keys)
{
    /// <summary>Under this name the days of a partition are stored. No metric has it.</summary>
    public const string Days = "days()";

    /// <summary>The plan with scans of partitions.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="plan">The plan, with its scans.</param>
    /// <param name="history">Where states are stored; null for nowhere, and then every partition is scanned.</param>
    /// <param name="cancellationToken">Reaches the engines and the history.</param>
    public static async Task<Plan> DivideAsync(VerificationSuite suite, Plan plan, IMetricHistory? history, CancellationToken cancellationToken)
    {
        if (!plan.Scans.Any(scan => plan.Context.Dataset(scan.Dataset) is PartitionedDataset))
        {
            return plan;
        }

        var search = new PartitionSearch(plan, history, new HistoryKeys(suite.Name, plan.Context.Key));
        var known = new Dictionary<(string, DateOnly?), ImmutableArray<KnownPartition>>();
        foreach (var scan in plan.Scans)
        {
            if (plan.Context.Dataset(scan.Dataset) is PartitionedDataset dataset && await search.FindAsync(dataset, scan, cancellationToken) is { IsEmpty: false } partitions)
            {
                known.Add((scan.Dataset, scan.Date), partitions);
            }
        }

        return Planner.Divide(plan with { Context = plan.Context with { Partitions = known.ToFrozenDictionary() } });
    }

    private async Task<ImmutableArray<KnownPartition>> FindAsync(PartitionedDataset dataset, PlannedScan scan, CancellationToken cancellationToken)
    {
        ImmutableArray<DatasetPartition> partitions;
        try
        {
            partitions = await ((PartitionedDataset)(scan.Date is { } date ? dataset.On(date) : dataset)).FindAsync(cancellationToken);
        }
        catch (Exception refused) when (refused is DqxException or DbException or IOException or UnauthorizedAccessException)
        {
            // Files that cannot be listed cannot be read: the scan says why.
            return [];
        }

        // What is stored is short, and holds nothing of what a version may be made of.
        var versioned = partitions.Select(partition => partition with { Version = partition.Version is { } version ? Digest.Of(version) : null }).ToImmutableArray();
        try
        {
            return history is null ? [.. versioned.Select(partition => new KnownPartition(partition))] : await ReadAsync(history, dataset, scan, versioned, cancellationToken);
        }
        catch (Exception refused) when (HistoryKeeping.IsRefusal(refused))
        {
            // The data has the values as well; that the history fails is said where it has to be written.
            return [.. versioned.Select(partition => new KnownPartition(partition))];
        }
    }

    private async Task<ImmutableArray<KnownPartition>> ReadAsync(
        IMetricHistory history, PartitionedDataset dataset, PlannedScan scan, ImmutableArray<DatasetPartition> partitions, CancellationToken cancellationToken)
    {
        var known = partitions.Where(partition => partition.Version is not null).ToList();
        var today = plan.Context.Today;
        var days = await NewestAsync(known.Where(_ => HasDays(dataset, scan)).Select(partition => (partition, keys.OfPartition(partition, Days, today))));
        var allDays = scan.Symbols.Where(symbol => !dataset.HasDaysFor(symbol.Metric)).Select(symbol => symbol.Measured).Distinct().ToList();
        var whole = await NewestAsync(known.SelectMany(partition => allDays.Select(metric => ((partition, metric), keys.OfPartition(partition, metric.StoredText, today)))));
        var byDay = scan.Symbols.Where(symbol => dataset.HasDaysFor(symbol.Metric)).ToList();
        var wanted = known.SelectMany(partition => byDay.Where(symbol => MayHave(partition, symbol.Date)).Select(symbol => (partition, symbol, Key: keys.OfPartition(partition, symbol.Measured.StoredText, symbol.Date)))).ToList();
        // The newest as well, though one of the very day is meant: a history that knows of no versions finds none.
        var stored = await FindAsync([.. wanted.Select(pair => pair.Key)]);

        var found = partitions.ToDictionary(partition => partition, _ => new Dictionary<(Metric, DateOnly?), StoredPart>());
        foreach (var ((partition, metric), part) in whole)
        {
            found[partition][(metric, null)] = part;
        }

        foreach (var (partition, symbol, key) in wanted)
        {
            if (stored.TryGetValue(key, out var value) && value.Date == symbol.Date && Read(value) is { } part)
            {
                found[partition][(symbol.Measured, symbol.Date)] = part;
            }
        }

        return [.. partitions.Select(partition => new KnownPartition(partition) { Days = days.GetValueOrDefault(partition), Stored = found[partition].ToFrozenDictionary() })];

        bool MayHave(DatasetPartition partition, DateOnly day) => !HasDays(dataset, scan) || (days.GetValueOrDefault(partition)?.State is DaysState extent && extent.Covers(day));

        async Task<IReadOnlyDictionary<HistoryKey, StoredValue>> FindAsync(ImmutableArray<HistoryKey> keys)
            => keys.IsEmpty ? new Dictionary<HistoryKey, StoredValue>() : await history.FindNewestAsync(keys, cancellationToken);

        async Task<Dictionary<T, StoredPart>> NewestAsync<T>(IEnumerable<(T Of, HistoryKey Key)> wanted)
            where T : notnull
        {
            var pairs = wanted.ToList();
            var newest = await FindAsync([.. pairs.Select(pair => pair.Key)]);
            return pairs
                .Select(pair => (pair.Of, Part: newest.TryGetValue(pair.Key, out var value) ? Read(value) : null))
                .Where(pair => pair.Part is not null)
                .ToDictionary(pair => pair.Of, pair => pair.Part!);
        }
    }

    /// <summary>Whether rows of one scan belong to several days, so that the days of each partition are worth knowing.</summary>
    internal static bool HasDays(IDataset dataset, PlannedScan scan) => scan.Date is null && dataset.Calendar.DateColumn is not null;

    /// <summary>What cannot be read is measured again.</summary>
    private static StoredPart? Read(StoredValue value)
    {
        try
        {
            return new StoredPart(value.State is null ? null : StateText.Read(value.State), value.Date);
        }
        catch (DqxException unreadable) when (unreadable.DiagnosticId == "DQX3301")
        {
            return null;
        }
    }
}
