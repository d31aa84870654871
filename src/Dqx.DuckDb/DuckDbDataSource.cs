using System.Collections.Immutable;
using System.Text.Json;
using Dqx.Datasets;

namespace Dqx.DuckDb;

/// <summary>The kind <c>duckdb</c> of suite files: files by their extension, and tables and queries of a DuckDB database file.</summary>
/// <remarks>A source's <c>path</c> is a database file, its <c>settings</c> are DuckDB's. A dataset's <c>options</c> say how a CSV file is
/// written: <c>delimiter</c>, <c>header</c>, <c>types</c>, <c>nulls</c>.</remarks>
public sealed class DuckDbDataSource : IDataSourceProvider
{
    private const string SearchPath = "file_search_path";

    private static readonly string[] s_withOptions = [".csv", ".tsv", ".csv.gz", ".tsv.gz"];

    /// <inheritdoc/>
    public string Kind => "duckdb";

    /// <summary>Loads DuckDB's library and opens the database in memory from which files are read where nothing is said about settings or zone, some 40 ms (measured), for a host that has
    /// something else to do meanwhile. Whoever does not call it, and whoever comes before it has ended, loses nothing.</summary>
    /// <exception cref="DqxException">The library is missing (DQX5001); so it will be when a dataset is read.</exception>
    public static void Prepare() => FileSource.Prepare();

    /// <inheritdoc/>
    /// <exception cref="DqxException">The definition does not fit DuckDB (DQX1119), the file has no extension that is known, or the
    /// table's name is none.</exception>
    public IDataset Create(DatasetDefinition dataset, SourceDefinition source)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(source);
        if (source is not { Url: null, User: null, Password: null })
        {
            throw Misfit(dataset, $"its source '{source.Name}' has a url, user or password; DuckDB has 'path', a database file");
        }

        if (dataset.Options.ValueKind is not JsonValueKind.Undefined && !TakesOptions(dataset))
        {
            throw Misfit(dataset, "'options' are for CSV and TSV files; leave them out");
        }

        return dataset switch
        {
            { Path: { } path } => DuckDbDataset.FromFile(dataset.Name, path, Options(dataset), dataset.Where, source.Settings, dataset.Calendar),
            { Query: { } query } => DuckDbDataset.FromQuery(dataset.Name, query, source.Path, dataset.Where, Searching(source.Settings, dataset.Folder), dataset.Calendar),
            { Table: { } table } when source.Path is { } file => DuckDbDataset.FromTable(dataset.Name, file, table, dataset.Where, source.Settings, dataset.Calendar),
            { Table: not null } => throw Misfit(dataset, "a table is in a database; name a source with 'kind: duckdb' and 'path', a DuckDB file, or read a file by 'path'"),
            _ => throw Misfit(dataset, "it has none of path, table and query"),
        };
    }

    /// <summary>The settings with which files that a query names without a folder are also found beside the suite. DuckDB looks there
    /// for a name that the current directory does not have; its list of folders cannot hold one with a comma.</summary>
    private static ImmutableSortedDictionary<string, string> Searching(ImmutableSortedDictionary<string, string> settings, string? folder)
        => folder is null || folder.Contains(',', StringComparison.Ordinal) || settings.Keys.Contains(SearchPath, StringComparer.OrdinalIgnoreCase) ? settings : settings.Add(SearchPath, folder);

    private static bool TakesOptions(DatasetDefinition dataset)
        => dataset.Path is { } path && s_withOptions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static CsvOptions? Options(DatasetDefinition dataset)
    {
        if (dataset.Options.ValueKind is JsonValueKind.Undefined)
        {
            return null;
        }

        try
        {
            return new ProcessorSettings(dataset.Options).Bind<CsvOptions>();
        }
        catch (SettingsException exception)
        {
            throw Misfit(dataset, $"options: {exception.Message.Replace("is not a setting", "is not an option", StringComparison.Ordinal)}");
        }
    }

    private static DqxException Misfit(DatasetDefinition dataset, string message) => new("DQX1119", $"Dataset '{dataset.Name}': {message}.");
}
