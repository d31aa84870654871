using System.Data;
using System.Data.Common;
using Dqx.Datasets;
using Dqx.Sql;

namespace Dqx.DuckDb;

/// <summary>Data that DuckDB reads: files, tables and queries of its own databases, and rows in memory.</summary>
/// <remarks>
/// Nothing is touched before the first <see cref="OpenAsync"/>; what is missing or broken fails there. Paths are taken from the
/// working directory of the moment of creation. <c>where</c> is a predicate in DuckDB's SQL that every row has to satisfy.
/// <c>settings</c> are settings of DuckDB (<c>TimeZone</c>, <c>threads</c>, <c>memory_limit</c>) by name; datasets with the same
/// settings share one instance of DuckDB. Only datasets of rows in memory need disposing, when no run uses them any more.
/// </remarks>
public sealed class DuckDbDataset : IDataset, IDisposable
{
    private readonly DatasetSource _source;

    private DuckDbDataset(string name, string relation, string? where, DatasetSource source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Relation = relation;
        Where = where;
        _source = source;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public SqlDialect Dialect => DuckDbDialect.Instance;

    /// <inheritdoc/>
    public string Relation { get; }

    /// <inheritdoc/>
    public string? Where { get; }

    /// <inheritdoc/>
    public string? Definition => _source.Definition;

    /// <summary>A Parquet file, or all that match a pattern (<c>data/*.parquet</c>).</summary>
    public static DuckDbDataset FromParquet(string name, string path, string? where = null, IReadOnlyDictionary<string, string>? settings = null) =>
        Files(name, path, FileFormats.Parquet, where, settings);

    /// <summary>A CSV file, compressed or not, or all that match a pattern. One without rows has columns of text.</summary>
    public static DuckDbDataset FromCsv(string name, string path, CsvOptions? options = null, string? where = null, IReadOnlyDictionary<string, string>? settings = null) =>
        Csv(name, path, options ?? new CsvOptions(), where, settings);

    /// <summary>A JSON file: an array of objects, or one object after the other.</summary>
    public static DuckDbDataset FromJson(string name, string path, string? where = null, IReadOnlyDictionary<string, string>? settings = null) =>
        Files(name, path, FileFormats.Json, where, settings);

    /// <summary>A file or pattern by its extension: .csv, .tsv, .json, .jsonl, .ndjson (each with .gz or without) or .parquet.</summary>
    /// <param name="name">The name by which checks use the dataset.</param>
    /// <param name="path">A file or a pattern.</param>
    /// <param name="csv">For CSV and TSV files; others do not look at it.</param>
    /// <param name="where">See the remarks.</param>
    /// <param name="settings">See the remarks.</param>
    /// <exception cref="DqxException">The extension is none of these (DQX5006).</exception>
    public static DuckDbDataset FromFile(string name, string path, CsvOptions? csv = null, string? where = null, IReadOnlyDictionary<string, string>? settings = null) =>
        FileFormats.CsvOptionsFor(path, csv ?? new CsvOptions()) is { } options
            ? Csv(name, path, options, where, settings)
            : Files(name, path, pattern => FileFormats.ByExtension(name, pattern), where, settings);

    /// <summary>A table or view of a DuckDB database file, which is opened for reading only.</summary>
    /// <param name="name">The name by which checks use the dataset.</param>
    /// <param name="databaseFile">The file.</param>
    /// <param name="table"><c>table</c> or <c>schema.table</c>; a part with a dot or a space stands in double quotes.</param>
    /// <param name="where">See the remarks.</param>
    /// <param name="settings">See the remarks.</param>
    /// <exception cref="DqxException"><paramref name="table"/> is not a name (DQX5007).</exception>
    public static DuckDbDataset FromTable(string name, string databaseFile, string table, string? where = null, IReadOnlyDictionary<string, string>? settings = null) =>
        new(name, TableName.Quote(name, table), where, new DatabaseSource(name, Path.GetFullPath(databaseFile), settings));

    /// <summary>The rows of a query in DuckDB's SQL, over files or over a database file, which is opened for reading only.</summary>
    public static DuckDbDataset FromQuery(string name, string query, string? databaseFile = null, string? where = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        DatasetSource source = databaseFile is null ? new FileSource(name, path: null, settings) : new DatabaseSource(name, Path.GetFullPath(databaseFile), settings);
        // The newline ends a comment in the query's last line.
        return new(name, $"({query.Trim().TrimEnd(';')}\n)", where, source);
    }

    /// <summary>Objects: their public properties are the columns, in their order; numbers, texts and dates are the column <c>value</c>.</summary>
    /// <remarks>
    /// Taken are booleans, numbers, strings, chars, GUIDs, dates, times, enums (by name) and byte arrays, nullable or not. DECIMAL is as
    /// wide as the values need, up to 38 digits. Times are cut to microseconds; a <see cref="DateTime"/> is taken as written.
    /// The rows are enumerated once, when the dataset is first opened.
    /// </remarks>
    /// <exception cref="DqxException">On opening: a property has a type that DuckDB does not know (DQX5003).</exception>
    public static DuckDbDataset FromEnumerable<T>(string name, IEnumerable<T> rows, string? where = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Memory(name, where, settings, (connection, table, cancellationToken) =>
        {
            var seen = ObjectColumns.NeedRows<T>() ? Seen(rows, cancellationToken) : null;
            Appender.Fill(connection, table, ObjectColumns.For(name, seen ?? []), seen ?? rows, cancellationToken);
        });
    }

    /// <summary>The rest of a data reader's rows, which are read when the dataset is first opened; the caller disposes the reader after that.</summary>
    /// <exception cref="DqxException">On opening: a field has a type that DuckDB does not know (DQX5003), or an earlier load failed halfway (DQX5008).</exception>
    public static DuckDbDataset FromDataReader(string name, IDataReader reader, string? where = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var begun = false;
        return Memory(name, where, settings, (connection, table, cancellationToken) =>
        {
            if (begun)
            {
                throw new DqxException("DQX5008", $"Dataset \"{name}\": an earlier attempt to load its data reader failed, and a reader cannot be read twice.");
            }

            var columns = ReaderColumns.For(name, reader);
            begun = true;
            Appender.Fill(connection, table, columns, ReaderColumns.Rows(reader), cancellationToken);
        });
    }

    /// <inheritdoc/>
    /// <exception cref="DqxException">A file is missing (DQX5004) or empty (DQX5005), or rows in memory cannot be loaded.</exception>
    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => await _source.OpenAsync(cancellationToken);

    /// <summary>Lets go of rows in memory. Other datasets do not need it.</summary>
    public void Dispose() => _source.Dispose();

    private static DuckDbDataset Files(string name, string path, Func<string, string> relation, string? where, IReadOnlyDictionary<string, string>? settings)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var absolute = FileSource.Absolute(path);
        return new(name, relation(FileSource.Pattern(absolute)), where, new FileSource(name, absolute, settings));
    }

    private static DuckDbDataset Csv(string name, string path, CsvOptions options, string? where, IReadOnlyDictionary<string, string>? settings)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var absolute = FileSource.Absolute(path);
        var source = new CsvSource(name, absolute, FileFormats.Csv(FileSource.Pattern(absolute), options), options, settings);
        return new(name, SqlText.Identifier(name), where, source);
    }

    private static IReadOnlyList<T> Seen<T>(IEnumerable<T> rows, CancellationToken cancellationToken)
    {
        if (rows is IReadOnlyList<T> list)
        {
            return list;
        }

        List<T> seen = [];
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            seen.Add(row);
        }

        return seen;
    }

    private static DuckDbDataset Memory(string name, string? where, IReadOnlyDictionary<string, string>? settings, Action<DuckDbConnection, string, CancellationToken> load) =>
        new(name, SqlText.Identifier(MemorySource.Table), where, new MemorySource(load, settings));
}
