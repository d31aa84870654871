using Dqx.Datasets;
using Dqx.Metrics;

namespace Dqx.History;

/// <summary>Makes the keys under which values are stored.</summary>
internal sealed class HistoryKeys(string suite, ResultKey key)
{
    /// <summary>What <see cref="Fingerprint"/> would calculate where nothing is said, without a library of cryptography.</summary>
    private const string FingerprintOfNothing = "c60b1f6ce4ac96cd";

    private readonly Dictionary<(string? Where, string? DateColumn, string TimeZone, string? Query), string> _fingerprints = [];
    private readonly string _tags = HistoryTags.Text(key.Tags);

    public HistoryKey Of(IDataset dataset, Metric measured, DateOnly date) => Of(dataset.Name, dataset, measured.StoredText, date);

    /// <summary>The key of a part of the data, in the version that it has. Whatever says what its rows are is in the version or in the fingerprint.</summary>
    public HistoryKey OfPartition(DatasetPartition partition, string metric, DateOnly date)
        => Of(partition.Data.Name, partition.Data, metric, date) with { Segment = partition.Name, Version = partition.Version };

    private HistoryKey Of(string name, IDataset dataset, string metric, DateOnly date)
        => new(suite, name, Fingerprint(dataset), metric, date, _tags);

    /// <summary>The first 16 hexadecimal digits of a hash over what decides which rows there are. Path and table are not part of it: data moves.</summary>
    private string Fingerprint(IDataset dataset)
    {
        if (dataset is { Where: null or "", Query: null or "", Calendar.DateColumn: null or "" })
        {
            return FingerprintOfNothing;
        }

        // The parts of a dataset, and the dataset of every day, say mostly the same.
        var definition = (dataset.Where, dataset.Calendar.DateColumn, dataset.Calendar.TimeZone, dataset.Query);
        if (!_fingerprints.TryGetValue(definition, out var fingerprint))
        {
            _fingerprints.Add(definition, fingerprint = Digest.Of(dataset.Where, dataset.Calendar.DateColumn, dataset.Calendar.DateColumn is null ? "" : dataset.Calendar.TimeZone, dataset.Query));
        }

        return fingerprint;
    }
}
