namespace Dqx.Suites;

/// <summary>A partition of a dataset of a suite file.</summary>
/// <param name="Name">Its name; its states are stored under it.</param>
/// <param name="Data">Its rows: a dataset of the name of the whole.</param>
public sealed record SuitePartition(string Name, SuiteDataset Data)
{
    /// <summary>What changes whenever its rows change; null when the author does not say: then only files are known not to have changed.</summary>
    public string? Version { get; init; }
}
