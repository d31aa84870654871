namespace Dqx.History;

/// <summary>Keeps metric values from run to run.</summary>
/// <remarks>Safe for concurrent use, also by several processes. Failures are let out: a run that asked for a history says so when it has none.</remarks>
public interface IMetricHistory : IMetricHistoryReader, IAsyncDisposable
{
    /// <summary>For every key the value of the newest run that has a value, else the newest error; keys without either are absent.</summary>
    ValueTask<IReadOnlyDictionary<HistoryKey, StoredValue>> FindAsync(IReadOnlyCollection<HistoryKey> keys, CancellationToken cancellationToken);

    /// <summary>For every key what was stored for the newest date that is not after the key's, of its version; keys without any are absent. Nothing where a
    /// history does not keep versions: then every partition is scanned.</summary>
    ValueTask<IReadOnlyDictionary<HistoryKey, StoredValue>> FindNewestAsync(IReadOnlyCollection<HistoryKey> keys, CancellationToken cancellationToken)
        => ValueTask.FromResult<IReadOnlyDictionary<HistoryKey, StoredValue>>(new Dictionary<HistoryKey, StoredValue>());

    /// <summary>Stores the values of one run, all of them or none.</summary>
    ValueTask SaveAsync(HistoryBatch batch, CancellationToken cancellationToken);

    /// <summary>Deletes the values of dates before this one, and says how many.</summary>
    ValueTask<int> DeleteBeforeAsync(string suite, DateOnly date, CancellationToken cancellationToken);

    /// <summary>The metrics that have a value, by suite and dataset.</summary>
    ValueTask<IReadOnlyList<StoredMetric>> ListAsync(string? suite, CancellationToken cancellationToken);
}

/// <summary>What a stored value is about.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Fingerprint">Of what decides which rows the dataset has: its predicate, date column, zone and query.</param>
/// <param name="Metric">The metric as it prints, without lag and dataset.</param>
/// <param name="Date">The date that the value belongs to.</param>
/// <param name="Tags">The sorted identity tags of the result key, as one text.</param>
public sealed record HistoryKey(string Suite, string Dataset, string Fingerprint, string Metric, DateOnly Date, string Tags)
{
    /// <summary>The part of the data that the value is of; empty for all of it.</summary>
    public string Segment { get; init; } = "";

    /// <summary>What that part was like: a value of another version is none of it. Null for all of the data.</summary>
    public string? Version { get; init; }
}

/// <summary>A stored value: a finite number, or the reason why there is none.</summary>
/// <param name="Value">The number; null when there is none.</param>
/// <param name="Error">The reason; null when there is a number.</param>
/// <param name="RunId">The run that stored it.</param>
public sealed record StoredValue(double? Value, string? Error, Guid RunId)
{
    /// <summary>What it can be merged by with the values of other parts of the data, as it was stored; null when it has no such state.</summary>
    public string? State { get; init; }

    /// <summary>The date under which it is stored.</summary>
    public DateOnly Date { get; init; }
}

/// <summary>The values of one run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="CreatedAt">When the run began, UTC.</param>
/// <param name="Values">The values.</param>
public sealed record HistoryBatch(Guid RunId, DateTimeOffset CreatedAt, IReadOnlyList<HistoryEntry> Values);

/// <summary>A value to store.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Location">The path or table of the dataset, for people; null when there is none.</param>
/// <param name="Value">The number; null when there is none.</param>
/// <param name="Error">The reason; null when there is a number.</param>
public sealed record HistoryEntry(HistoryKey Key, string? Location, double? Value, string? Error)
{
    /// <summary>The metric's mergeable state, which says its own version; null when it has none. A value without a number may have one: of no rows.</summary>
    public string? State { get; init; }
}

/// <summary>A metric that has stored values.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Metric">The metric as it prints.</param>
/// <param name="Tags">The identity tags, as one text.</param>
/// <param name="Values">How many dates have a value or an error.</param>
/// <param name="Newest">The newest date.</param>
public sealed record StoredMetric(string Suite, string Dataset, string Metric, string Tags, int Values, DateOnly Newest)
{
    /// <summary>How many definitions of the dataset (<c>where</c>, <c>query</c>, <c>date_column</c>, <c>timezone</c>) have values of it; what is
    /// said here, and what a query reads, is of the one that was measured last.</summary>
    public int Definitions { get; init; } = 1;
}
