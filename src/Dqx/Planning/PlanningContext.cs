using System.Collections.Frozen;
using System.Collections.Immutable;
using Dqx.Datasets;
using Dqx.Metrics;

namespace Dqx.Planning;

/// <summary>What a plan depends on besides the suite. A value: the same one gives the same plan.</summary>
internal sealed record PlanningContext
{
    private readonly Dictionary<string, IDataset> _byName = [];

    /// <summary>The date and tags of the run.</summary>
    public required ResultKey Key { get; init; }

    /// <summary>The day that it is now, in the suite's zone: snapshots belong to it.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Whether values of earlier runs are to be had.</summary>
    public bool HasHistory { get; init; }

    /// <summary>Metrics of days that are final and whose value is stored: they need no scan.</summary>
    public FrozenSet<Metric> Settled { get; init; } = FrozenSet<Metric>.Empty;

    /// <summary>The partitions of datasets that have some, by dataset and by the day whose data they are; a dataset whose partitions could not be found is none of them.
    /// Null where no dataset has any.</summary>
    public FrozenDictionary<(string Dataset, DateOnly? Date), ImmutableArray<KnownPartition>>? Partitions { get; init; }

    /// <summary>The datasets, in the run's order, each with a name of its own.</summary>
    public required ImmutableArray<IDataset> Datasets
    {
        get;
        init
        {
            field = value;
            _byName = value.ToDictionary(dataset => dataset.Name, StringComparer.Ordinal);
        }
    }

    public IDataset Dataset(string name) => _byName[name];

    /// <summary>What a scan reads.</summary>
    public IDataset DataOf(PlannedScan scan) => scan.Partition?.Partition.Data ?? (scan.Date is { } date ? Dataset(scan.Dataset).On(date) : Dataset(scan.Dataset));
}
