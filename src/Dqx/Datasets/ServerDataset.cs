using System.Data.Common;
using Dqx.Sql;

namespace Dqx.Datasets;

/// <summary>A table, a view or a query of a server: the dataset of data sources whose engine DQX only sends statements to.</summary>
/// <remarks>Making one opens no connection. <c>where</c> and queries may hold <c>{date}</c>, see <see cref="DatedText"/>.</remarks>
public sealed class ServerDataset : IDataset
{
    private readonly Func<string, CancellationToken, ValueTask<DbConnection>> _open;
    private readonly DatedText? _where;
    private readonly DatedText? _query;
    private readonly string _table;

    private ServerDataset(string name, SqlDialect dialect, string table, DatedText? query, DatedText? where, DatasetCalendar calendar, string? location, Func<string, CancellationToken, ValueTask<DbConnection>> open, DateOnly? date = null)
    {
        (Name, Dialect, _table, _query, _where, Calendar, Location, _open) = (name, dialect, table, query, where, calendar, location, open);
        IsDated = date is null && (query is { IsDated: true } || where is { IsDated: true });
        Where = where?.SqlOn(date, dialect);
        Query = query?.SqlOn(date, dialect);
        // The newline ends a comment in the query's last line.
        Relation = Query is null ? table : $"({Query}\n)";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public SqlDialect Dialect { get; }

    /// <inheritdoc/>
    public string Relation { get; }

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

    /// <summary>A table or a view: <c>table</c> or <c>schema.table</c>, a part with a dot in double quotes.</summary>
    /// <param name="definition">The dataset; its table is there.</param>
    /// <param name="dialect">The server's SQL.</param>
    /// <param name="open">Opens a session in the IANA zone that it is given. The caller disposes it.</param>
    /// <returns>Null when the definition's table is no table's name, or has more than two parts.</returns>
    public static ServerDataset? OfTable(DatasetDefinition definition, SqlDialect dialect, Func<string, CancellationToken, ValueTask<DbConnection>> open)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(open);
        var parts = TableName.PartsOf(definition.Table ?? "");
        return parts.Length is 1 or 2
            ? new ServerDataset(definition.Name, dialect, string.Join('.', parts.Select(dialect.Quote)), query: null, Dated(definition.Where), definition.Calendar, definition.Table, open)
            : null;
    }

    /// <summary>A query; a semicolon at its end is left out.</summary>
    /// <param name="definition">The dataset; its query is there.</param>
    /// <param name="dialect">The server's SQL.</param>
    /// <param name="open">Opens a session in the IANA zone that it is given. The caller disposes it.</param>
    public static ServerDataset OfQuery(DatasetDefinition definition, SqlDialect dialect, Func<string, CancellationToken, ValueTask<DbConnection>> open)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(open);
        return new ServerDataset(definition.Name, dialect, "", Dated((definition.Query ?? "").Trim().TrimEnd(';')), Dated(definition.Where), definition.Calendar, location: null, open);
    }

    /// <inheritdoc/>
    public IDataset On(DateOnly date) => IsDated ? new ServerDataset(Name, Dialect, _table, _query, _where, Calendar, Location, _open, date) : this;

    /// <inheritdoc/>
    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => _open(Calendar.TimeZone, cancellationToken);

    private static DatedText? Dated(string? text) => text is null ? null : DatedText.Parse(text);
}
