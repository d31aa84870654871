using Dqx.Datasets;
using Dqx.Suites.Yaml;

namespace Dqx.Suites;

/// <summary>A dataset of a suite file with the source that it comes from.</summary>
/// <param name="Definition">The dataset; its path is absolute.</param>
/// <param name="Source">The source: one that the file defines, or the kind that it names.</param>
public sealed record SuiteDataset(DatasetDefinition Definition, SourceDefinition Source)
{
    /// <summary>Where it is written, for messages: <c>suite.yaml:12:3</c>; null when it is not from a file.</summary>
    public string? Origin => Place?.ToString();

    internal Place? Place { get; init; }

    /// <summary>Whether it was read; else only its name is known.</summary>
    internal bool IsSound { get; init; } = true;
}
