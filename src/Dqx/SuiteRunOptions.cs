using System.Collections.Immutable;

namespace Dqx;

/// <summary>What a run of a suite may be given besides suite, datasets and key.</summary>
public sealed record SuiteRunOptions
{
    /// <summary>Annotations that are not part of the identity.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Findings to put into the run, such as a suite file's warnings.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether the history is read and not written.</summary>
    public bool HistoryIsReadOnly { get; init; }

    /// <summary>How many days the history keeps values: older ones of the suite are deleted when those of the run are stored. Null for ever.</summary>
    public int? HistoryRetentionDays { get; init; }

    /// <summary>Told when the scan of a dataset begins and ends, and while it goes on how many rows are read, where the engine says so; null for nobody.
    /// Called on any thread, also on several at once.</summary>
    public IProgress<ScanProgress>? Progress { get; init; }
}

/// <summary>How far the scans of a run are.</summary>
/// <param name="Dataset">The dataset whose scan begins, goes on or ends.</param>
/// <param name="Done">How many scans are finished.</param>
/// <param name="Total">How many scans there are.</param>
/// <param name="Finished">Whether the scan of <paramref name="Dataset"/> is finished.</param>
public readonly record struct ScanProgress(string Dataset, int Done, int Total, bool Finished)
{
    /// <summary>How many rows were read so far, of all datasets together; of a finished scan those that it measured.</summary>
    public long RowsRead { get; init; }

    /// <summary>The partition of <see cref="Dataset"/> whose scan it is; null when the dataset has none.</summary>
    public string? Partition { get; init; }

    /// <summary>Which of the partitions that are scanned it is, counted from 1; 0 when the dataset has none.</summary>
    public int PartitionNumber { get; init; }

    /// <summary>How many partitions of the dataset are scanned; those whose stored states are used are not.</summary>
    public int Partitions { get; init; }
}
