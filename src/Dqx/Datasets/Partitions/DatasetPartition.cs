namespace Dqx.Datasets;

/// <summary>A part of a dataset, which is scanned alone. No row is in two parts, and every row is in one.</summary>
/// <param name="Name">Its name, under which its states are stored: not blank, unique in its dataset, the same from run to run.</param>
/// <param name="Data">Its rows, as a dataset of the name of the whole, by which users qualify columns.</param>
public sealed record DatasetPartition(string Name, IDataset Data)
{
    /// <summary>What changes whenever its rows change; null when nothing says so, and then it is scanned by every run. Of files that
    /// are <see cref="IFileDataset"/> it is found out where it is null.</summary>
    public string? Version { get; init; }
}
