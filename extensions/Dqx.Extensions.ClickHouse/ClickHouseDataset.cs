using System.Data.Common;
using Dqx.Datasets;
using Dqx.Extensions.ClickHouse.Ado;
using Dqx.Extensions.ClickHouse.Http;
using Dqx.Sql;

namespace Dqx.Extensions.ClickHouse;

/// <summary>A table or a query of a ClickHouse server.</summary>
internal sealed class ClickHouseDataset : IDataset
{
    private readonly ClickHouseServer _server;
    private readonly DatedText? _where;
    private readonly DatedText? _query;
    private readonly string _table;

    private ClickHouseDataset(string name, ClickHouseServer server, string table, DatedText? query, DatedText? where, DatasetCalendar calendar, string? location, DateOnly? date = null)
    {
        (Name, _server, _table, _query, _where, Calendar, Location) = (name, server, table, query, where, calendar, location);
        IsDated = date is null && (query is { IsDated: true } || where is { IsDated: true });
        Where = where?.SqlOn(date, Dialect);
        Query = query?.SqlOn(date, Dialect);
        // The newline ends a comment in the query's last line.
        Relation = Query is null ? table : $"({Query}\n)";
    }

    public string Name { get; }

    public SqlDialect Dialect => ClickHouseDialect.Instance;

    public string Relation { get; }

    public string? Where { get; }

    public string? Query { get; }

    public string? Location { get; }

    public DatasetCalendar Calendar { get; }

    public bool IsDated { get; }

    /// <param name="definition">The dataset.</param>
    /// <param name="server">Where it lies.</param>
    /// <param name="table"><c>table</c> or <c>database.table</c>; a part with a dot stands in double quotes.</param>
    /// <exception cref="DqxException">That is no table's name (DQX5203).</exception>
    public static ClickHouseDataset OfTable(DatasetDefinition definition, ClickHouseServer server, string table)
        => new(definition.Name, server, TableName.Quote(definition.Name, table), query: null, Dated(definition.Where), definition.Calendar, table);

    public static ClickHouseDataset OfQuery(DatasetDefinition definition, ClickHouseServer server, string query)
        => new(definition.Name, server, "", DatedText.Parse(query.Trim().TrimEnd(';')), Dated(definition.Where), definition.Calendar, location: null);

    public IDataset On(DateOnly date) => IsDated ? new ClickHouseDataset(Name, _server, _table, _query, _where, Calendar, Location, date) : this;

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new ClickHouseConnection(_server, Calendar.TimeZone);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static DatedText? Dated(string? where) => where is null ? null : DatedText.Parse(where);
}
