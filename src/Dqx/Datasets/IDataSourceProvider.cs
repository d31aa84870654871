using System.Collections.Immutable;
using System.Text.Json;

namespace Dqx.Datasets;

/// <summary>Makes datasets of one kind of data source, such as <c>duckdb</c> or <c>postgres</c>, from what a suite file says.</summary>
/// <remarks>
/// Drop-in assemblies export it by MEF, like processors: <c>[Export(typeof(IDataSourceProvider))]</c> and
/// <c>[DataSourceMetadata("kind")]</c> on a class with a public constructor. Nothing of it is loaded before a dataset of its kind
/// is asked for. Creating a dataset reads no data and opens no connection. Exceptions are isolated and told; a
/// <see cref="DqxException"/> is told as it is, so it says what to write instead.
/// </remarks>
public interface IDataSourceProvider
{
    /// <summary>The kind, as it stands in a suite file's <c>kind:</c> or <c>source:</c>.</summary>
    string Kind { get; }

    /// <summary>Makes a dataset.</summary>
    /// <exception cref="DqxException">The definition does not fit this kind of source; the message says what to write instead.</exception>
    IDataset Create(DatasetDefinition dataset, SourceDefinition source);
}

/// <summary>A data source as a suite file defines it.</summary>
public sealed record SourceDefinition
{
    /// <summary>Its name; the kind where the suite only names a kind.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of source.</summary>
    public required string Kind { get; init; }

    /// <summary>The server's URL; null when none is given. May hold secrets.</summary>
    public string? Url { get; init; }

    /// <summary>The absolute path of a database file; null when none is given.</summary>
    public string? Path { get; init; }

    /// <summary>The user name; null when none is given.</summary>
    public string? User { get; init; }

    /// <summary>The password; null when none is given. A secret.</summary>
    public string? Password { get; init; }

    /// <summary>Engine settings by name.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The name and the kind; what else there is may be secret.</summary>
    public override string ToString() => $"{Name} ({Kind})";
}

/// <summary>A dataset as a suite file defines it: one of path, table and query.</summary>
public sealed record DatasetDefinition
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>An absolute path or glob, a <see cref="DatedText"/>; null when there is none.</summary>
    public string? Path { get; init; }

    /// <summary>A table's name, its parts separated by dots outside quotes; null when there is none.</summary>
    public string? Table { get; init; }

    /// <summary>A query, a <see cref="DatedText"/>; null when there is none.</summary>
    public string? Query { get; init; }

    /// <summary>The suite file's folder, absolute, where the files that a query names may lie; null when there is no suite file.</summary>
    public string? Folder { get; init; }

    /// <summary>A predicate that every row has to satisfy, a <see cref="DatedText"/>; null for all rows.</summary>
    public string? Where { get; init; }

    /// <summary>How to read the files: a JSON object such as <c>{ "delimiter": ";" }</c>; undefined when nothing is said.</summary>
    public JsonElement Options { get; init; }

    /// <summary>How rows belong to days, with the zone of the suite where the dataset names none. An engine sets the zone on every session.</summary>
    public DatasetCalendar Calendar { get; init; } = DatasetCalendar.Snapshot;

    /// <summary>What its author attached.</summary>
    public Metadata Meta { get; init; } = Metadata.Empty;
}
