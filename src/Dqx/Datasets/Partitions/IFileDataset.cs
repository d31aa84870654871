using System.Collections.Immutable;

namespace Dqx.Datasets;

/// <summary>A dataset of files that says which files these are, so that each of them can be a partition.</summary>
public interface IFileDataset : IDataset
{
    /// <summary>Whether the files can be named: those of a server cannot.</summary>
    bool NamesFiles { get; }

    /// <summary>The files that are there now, sorted by name: each by its path relative to the fixed part of the pattern, with <c>/</c> between
    /// folders, and with a version that says its size, its modification time and how it is read. Empty when there is none.</summary>
    /// <exception cref="DqxException">The files cannot be listed.</exception>
    ValueTask<ImmutableArray<DatasetPartition>> FindFilesAsync(CancellationToken cancellationToken);
}
