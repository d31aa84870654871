using System.Collections.Immutable;
using Dqx.Datasets;
using Dqx.Suites.Yaml;

namespace Dqx.Suites;

/// <summary>A dataset of a suite file with the source that it comes from.</summary>
/// <param name="Definition">The dataset; its path is absolute.</param>
/// <param name="Source">The source: one that the file defines, or the kind that it names. Of a dataset with <see cref="Partitions"/> that of
/// those that name none.</param>
public sealed record SuiteDataset(DatasetDefinition Definition, SourceDefinition Source)
{
    /// <summary>Whether every file of its path is a partition.</summary>
    public bool IsPartitionedByFile { get; init; }

    /// <summary>Its partitions, each with all that it does not say itself; then the definition has neither path nor table nor query. Empty when it has
    /// none that are listed.</summary>
    public ImmutableArray<SuitePartition> Partitions { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Where it is written, for messages: <c>suite.yaml:12:3</c>; null when it is not from a file.</summary>
    public string? Origin => Place?.ToString();

    internal Place? Place { get; init; }

    /// <summary>Whether it was read; else only its name is known.</summary>
    internal bool IsSound { get; init; } = true;

    internal bool IsPartitioned => IsPartitionedByFile || !Partitions.IsEmpty;

    /// <summary>The names of those that are given as partitions.</summary>
    internal static ImmutableArray<string> Partitioned(IEnumerable<SuiteDataset> datasets) => [.. datasets.Where(dataset => dataset.IsPartitioned).Select(dataset => dataset.Definition.Name)];

    /// <summary>Where its rows come from.</summary>
    internal IEnumerable<SourceDefinition> Sources => Partitions.IsEmpty ? [Source] : Partitions.Select(partition => partition.Data.Source);
}
