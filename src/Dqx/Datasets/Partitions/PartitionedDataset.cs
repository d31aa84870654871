using System.Collections.Immutable;
using System.Data.Common;
using Dqx.Sql;

namespace Dqx.Datasets;

/// <summary>A dataset that is given as parts: each is scanned alone, on its own engine, and the states of all are merged. Where a history is kept,
/// a part whose version is known is scanned again only when that changes. Immutable.</summary>
/// <remarks>
/// The number is that of the whole for every metric that has a mergeable state. <c>unique_count</c>, <c>duplicate_count</c>, <c>custom_sql</c> and
/// <c>first</c> by a text have none: on a partitioned dataset they are errors of kind <c>schema</c>.
/// </remarks>
public sealed class PartitionedDataset : IDataset
{
    private readonly IFileDataset? _files;
    private readonly ImmutableArray<DatasetPartition> _listed = [];

    private PartitionedDataset(IFileDataset files) => (_files, Name, Calendar, Where, Query, Location, IsDated) = (files, files.Name, files.Calendar, files.Where, files.Query, files.Location, files.IsDated);

    private PartitionedDataset(ImmutableArray<DatasetPartition> listed)
    {
        _listed = listed;
        var first = listed[0].Data;
        (Name, Calendar, IsDated) = (first.Name, first.Calendar, first.IsDated);
        Where = listed.All(part => part.Data.Where == first.Where) ? first.Where : null;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string? Where { get; }

    /// <inheritdoc/>
    public string? Query { get; }

    /// <inheritdoc/>
    public string? Location { get; }

    /// <inheritdoc/>
    public DatasetCalendar Calendar { get; }

    /// <inheritdoc/>
    public bool IsDated { get; }

    /// <inheritdoc/>
    SqlDialect IDataset.Dialect => Whole.Dialect;

    /// <inheritdoc/>
    string IDataset.Relation => Whole.Relation;

    /// <inheritdoc/>
    string? IDataset.Definition => Whole.Definition;

    /// <summary>Whether every file is a partition, so that all are of one kind.</summary>
    internal bool IsByFile => _files is not null;

    /// <summary>The whole as one relation, which only files are.</summary>
    private IFileDataset Whole => _files ?? throw new NotSupportedException($"The dataset '{Name}' is given as partitions and has no relation of its own; read its partitions.");

    /// <summary>Every file is a partition.</summary>
    /// <param name="files">The files, of this machine.</param>
    /// <exception cref="DqxException">The files cannot be named, because they are on a server (DQX1141).</exception>
    public static PartitionedDataset ByFile(IFileDataset files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.NamesFiles ? new PartitionedDataset(files)
            : throw new DqxException("DQX1141", $"The dataset '{files.Name}' cannot be partitioned by files: only a path of this machine says which files there are; list the partitions instead.");
    }

    /// <summary>The partitions one by one, of one engine or of several.</summary>
    /// <param name="partitions">At least one; all are of one dataset's name and calendar, but for the name of the date column and the zone.</param>
    /// <exception cref="DqxException">They do not make one dataset (DQX1141).</exception>
    public static PartitionedDataset Of(params IReadOnlyList<DatasetPartition> partitions)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        return PartitionRules.Problem(partitions) is { } problem ? throw new DqxException("DQX1141", problem) : new PartitionedDataset([.. partitions]);
    }

    /// <inheritdoc/>
    public IDataset On(DateOnly date) => !IsDated ? this
        : _files is not null ? new PartitionedDataset((IFileDataset)_files.On(date))
        : new PartitionedDataset([.. _listed.Select(part => part with { Data = part.Data.On(date) })]);

    /// <inheritdoc/>
    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => Whole.OpenAsync(cancellationToken);

    /// <summary>The partitions that there are now, in their order, with their versions as far as they are known; none when there are no files.</summary>
    /// <exception cref="DqxException">The files cannot be listed.</exception>
    internal async ValueTask<ImmutableArray<DatasetPartition>> FindAsync(CancellationToken cancellationToken)
    {
        if (_files is not null)
        {
            return await _files.FindFilesAsync(cancellationToken);
        }

        var found = ImmutableArray.CreateBuilder<DatasetPartition>(_listed.Length);
        foreach (var part in _listed)
        {
            found.Add(part is { Version: null, Data: IFileDataset { NamesFiles: true } files } ? part with { Version = await VersionAsync(files, cancellationToken) } : part);
        }

        return found.DrainToImmutable();
    }

    /// <summary>One of all files together; null when one of them has none. That they cannot be listed is told by the scan.</summary>
    private static async ValueTask<string?> VersionAsync(IFileDataset files, CancellationToken cancellationToken)
    {
        try
        {
            var found = await files.FindFilesAsync(cancellationToken);
            return found.IsEmpty || found.Any(file => file.Version is null) ? null : Digest.Of([.. found.Select(file => $"{file.Name} {file.Version}")]);
        }
        catch (Exception refused) when (refused is DqxException or DbException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
