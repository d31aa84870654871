using System.Collections.Immutable;
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
/// settings share one instance of DuckDB. <c>calendar</c> says how rows belong to days; its zone is that of every session, unless the
/// settings name another. Paths, queries and <c>where</c> may hold <c>{date}</c>, see <see cref="DatedText"/>. Only datasets of rows in memory need disposing, when no run uses them any more.
/// </remarks>
public sealed class DuckDbDataset : IFileDataset, IDisposable
{
    private readonly DatedText? _where;
    private readonly DatasetContent _content;
    private readonly DatasetSource _source;
    private readonly DateOnly? _date;

    private DuckDbDataset(string name, DatasetContent content, DatedText? where, DatasetCalendar calendar, DateOnly? date = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        (_content, _where, Calendar, _date) = (content, where, calendar, date);
        IsDated = date is null && (content.Text.IsDated || where is { IsDated: true });
        Where = where?.SqlOn(date, DuckDbDialect.Instance);
        Query = content.IsQuery ? content.Text.SqlOn(date, DuckDbDialect.Instance) : null;
        (Relation, _source) = content.On(date);
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

    /// <inheritdoc/>
    public string? Query { get; }

    /// <inheritdoc/>
    public string? Location => _content.Location;

    /// <inheritdoc/>
    public DatasetCalendar Calendar { get; }

    /// <inheritdoc/>
    public bool IsDated { get; }

    /// <inheritdoc/>
    public IDataset On(DateOnly date) => IsDated ? new DuckDbDataset(Name, _content, _where, Calendar, date) : this;

    /// <summary>A Parquet file, or all that match a pattern (<c>data/*.parquet</c>).</summary>
    public static DuckDbDataset FromParquet(string name, string path, string? where = null, IReadOnlyDictionary<string, string>? settings = null, DatasetCalendar? calendar = null) =>
        Files(name, path, FileFormats.Parquet, where, settings, calendar);

    /// <summary>A CSV file, compressed or not, or all that match a pattern. One without rows has columns of text.</summary>
    public static DuckDbDataset FromCsv(string name, string path, CsvOptions? options = null, string? where = null, IReadOnlyDictionary<string, string>? settings = null, DatasetCalendar? calendar = null) =>
        Csv(name, path, options ?? new CsvOptions(), where, settings, calendar);

    /// <summary>A JSON file: an array of objects, or one object after the other.</summary>
    public static DuckDbDataset FromJson(string name, string path, string? where = null, IReadOnlyDictionary<string, string>? settings = null, DatasetCalendar? calendar = null) =>
        Files(name, path, FileFormats.Json, where, settings, calendar);

    /// <summary>A file or pattern by its extension: .csv, .tsv, .json, .jsonl, .ndjson (each with .gz or without) or .parquet.</summary>
    /// <param name="name">The name by which checks use the dataset.</param>
    /// <param name="path">A file or a pattern.</param>
    /// <param name="csv">For CSV and TSV files; others do not look at it.</param>
    /// <param name="where">See the remarks.</param>
    /// <param name="settings">See the remarks.</param>
    /// <param name="calendar">See the remarks; null for a snapshot.</param>
    /// <exception cref="DqxException">The extension is none of these (DQX5006).</exception>
    public static DuckDbDataset FromFile(string name, string path, CsvOptions? csv = null, string? where = null, IReadOnlyDictionary<string, string>? settings = null, DatasetCalendar? calendar = null) =>
        FileFormats.CsvOptionsFor(path, csv ?? new CsvOptions()) is { } options
            ? Csv(name, path, options, where, settings, calendar)
            : Files(name, path, pattern => FileFormats.ByExtension(name, pattern), where, settings, calendar);

    /// <summary>A table or view of a DuckDB database file, which is opened for reading only.</summary>
    /// <param name="name">The name by which checks use the dataset.</param>
    /// <param name="databaseFile">The file.</param>
    /// <param name="table"><c>table</c> or <c>schema.table</c>; a part with a dot or a space stands in double quotes.</param>
    /// <param name="where">See the remarks.</param>
    /// <param name="settings">See the remarks.</param>
    /// <param name="calendar">See the remarks; null for a snapshot.</param>
    /// <exception cref="DqxException"><paramref name="table"/> is not a name (DQX5007).</exception>
    public static DuckDbDataset FromTable(string name, string databaseFile, string table, string? where = null, IReadOnlyDictionary<string, string>? settings = null, DatasetCalendar? calendar = null) =>
        Make(name, DatasetContent.Always(SqlText.Table(name, table), new DatabaseSource(name, System.IO.Path.GetFullPath(databaseFile), SessionSettings.With(settings, Of(calendar))), table), where, calendar);

    /// <summary>The rows of a query in DuckDB's SQL, over files or over a database file, which is opened for reading only.</summary>
    public static DuckDbDataset FromQuery(string name, string query, string? databaseFile = null, string? where = null, IReadOnlyDictionary<string, string>? settings = null, DatasetCalendar? calendar = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        var session = SessionSettings.With(settings, Of(calendar));
        DatasetSource source = databaseFile is null ? new FileSource(name, path: null, session) : new DatabaseSource(name, System.IO.Path.GetFullPath(databaseFile), session);
        var text = DatedText.Parse(query.Trim().TrimEnd(';'));
        // The newline ends a comment in the query's last line.
        return Make(name, new DatasetContent(text, Location: null, date => ($"({text.SqlOn(date, DuckDbDialect.Instance)}\n)", source)) { IsQuery = true }, where, calendar);
    }

    /// <summary>Objects: their public properties are the columns, in their order; numbers, texts and dates are the column <c>value</c>.</summary>
    /// <remarks>
    /// Taken are booleans, numbers, strings, chars, GUIDs, dates, times, enums (by name) and byte arrays, nullable or not. DECIMAL is as
    /// wide as the values need, up to 38 digits. Times are cut to microseconds; a <see cref="DateTime"/> is taken as written.
    /// The rows are enumerated once, when the dataset is first opened.
    /// </remarks>
    /// <exception cref="DqxException">On opening: a property has a type that DuckDB does not know (DQX5003).</exception>
    public static DuckDbDataset FromEnumerable<T>(string name, IEnumerable<T> rows, string? where = null, IReadOnlyDictionary<string, string>? settings = null, DatasetCalendar? calendar = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Memory(name, where, settings, calendar, (connection, table, cancellationToken) =>
        {
            var seen = ObjectColumns.NeedRows<T>() ? Seen(rows, cancellationToken) : null;
            Appender.Fill(connection, table, ObjectColumns.For(name, seen ?? []), seen ?? rows, cancellationToken);
        });
    }

    /// <summary>The rest of a data reader's rows, which are read when the dataset is first opened; the caller disposes the reader after that.</summary>
    /// <exception cref="DqxException">On opening: a field has a type that DuckDB does not know (DQX5003), or an earlier load failed halfway (DQX5008).</exception>
    public static DuckDbDataset FromDataReader(string name, IDataReader reader, string? where = null, IReadOnlyDictionary<string, string>? settings = null, DatasetCalendar? calendar = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var begun = false;
        return Memory(name, where, settings, calendar, (connection, table, cancellationToken) =>
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

    /// <inheritdoc/>
    public bool NamesFiles => _content.Files is not null;

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<DatasetPartition>> FindFilesAsync(CancellationToken cancellationToken)
    {
        if (_content.Files is not { } files)
        {
            throw new NotSupportedException($"The dataset '{Name}' is no path of this machine, and so has no files that can be named.");
        }

        var found = await files.FindAsync(_content.Text.PathOn(_date), cancellationToken);
        return [.. found.Select(file => new DatasetPartition(file.Name, new DuckDbDataset(Name, files.Content(file.Path), _where, Calendar, _date)) { Version = file.Version })];
    }

    /// <summary>Lets go of rows in memory. Other datasets do not need it.</summary>
    public void Dispose() => _source.Dispose();

    private static DuckDbDataset Files(
        string name, string path, Func<string, string> relation, string? where, IReadOnlyDictionary<string, string>? settings, DatasetCalendar? calendar)
        => Path(name, path, where, SessionSettings.With(settings, Of(calendar)), calendar, relation, (file, session, date) => (relation(FileSource.Pattern(file)), new FileSource(name, file, session, date)));

    private static DuckDbDataset Csv(string name, string path, CsvOptions options, string? where, IReadOnlyDictionary<string, string>? settings, DatasetCalendar? calendar)
        => Path(name, path, where, SessionSettings.With(settings, Of(calendar)), calendar, file => FileFormats.Csv(file, options), (file, session, date) =>
            (SqlText.Identifier(name), new CsvSource(name, file, FileFormats.Csv(FileSource.Pattern(file), options), options, session, date)));

    private static DuckDbDataset Path(
        string name, string path, string? where, IReadOnlyDictionary<string, string> session, DatasetCalendar? calendar, Func<string, string> relation, FileReading read)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var absolute = FileSource.Absolute(path);
        var text = DatedText.Parse(absolute);
        // A file in whose path only the date of the run or of a lag is missing says for which day it is not there.
        var content = new DatasetContent(text, absolute, date => read(text.PathOn(date), session, text.IsDated ? date : null));
        return Make(name, FileSource.IsAddress(path) ? content : content with { Files = new FileParts(session, relation, read) }, where, calendar);
    }

    private static DuckDbDataset Make(string name, DatasetContent content, string? where, DatasetCalendar? calendar)
        => new(name, content, where is null ? null : DatedText.Parse(where), Of(calendar));

    private static DatasetCalendar Of(DatasetCalendar? calendar) => calendar ?? DatasetCalendar.Snapshot;

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

    private static DuckDbDataset Memory(
        string name, string? where, IReadOnlyDictionary<string, string>? settings, DatasetCalendar? calendar, Action<DuckDbConnection, string, CancellationToken> load)
        => Make(name, DatasetContent.Always(SqlText.Identifier(MemorySource.Table), new MemorySource(load, SessionSettings.With(settings, Of(calendar)))), where, calendar);
}
