using System.Collections.Frozen;
using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Metrics.States;

namespace Dqx.Planning;

/// <summary>A partition as a run finds it, with what is stored of the version that it has now. One object is one partition.</summary>
/// <param name="partition">The partition.</param>
internal sealed class KnownPartition(DatasetPartition partition)
{
    public DatasetPartition Partition => partition;

    /// <summary>What was measured of it, by metric and day; null for all days.</summary>
    public FrozenDictionary<(Metric Metric, DateOnly? Day), StoredPart> Stored { get; init; } = FrozenDictionary<(Metric, DateOnly?), StoredPart>.Empty;

    /// <summary>The days on which it has rows; null where that is not stored, or its rows have no days.</summary>
    public StoredPart? Days { get; init; }

    /// <summary>Whether it needs no scan for a symbol.</summary>
    public bool Knows(PlannedSymbol symbol, IDataset dataset)
        => Find(symbol, dataset) is not null || (dataset.HasDaysFor(symbol.Metric) && Days is { State: DaysState days } && !days.Covers(symbol.Date));

    /// <summary>What is stored for a symbol; null for nothing.</summary>
    public StoredPart? Find(PlannedSymbol symbol, IDataset dataset) => Stored.GetValueOrDefault((symbol.Measured, dataset.HasDaysFor(symbol.Metric) ? symbol.Date : null));
}

/// <summary>What an earlier run measured of a partition.</summary>
/// <param name="State">The state; null when it has no row on that day.</param>
/// <param name="Date">The day under which it is stored.</param>
internal sealed record StoredPart(MetricState? State, DateOnly Date);
