using System.Composition;
using System.Text.Json;
using Dqx.Datasets;
using Dqx.Extensions.ClickHouse.Http;

namespace Dqx.Extensions.ClickHouse;

/// <summary>The kind <c>clickhouse</c> of suite files: tables and queries of a ClickHouse server or cluster, over HTTP or HTTPS.</summary>
/// <remarks>Datasets of one source share what was asked of its server, and its connections.</remarks>
[Export(typeof(IDataSourceProvider))]
[DataSourceMetadata(Name, Description = "Tables and queries of ClickHouse, over HTTP or HTTPS")]
public sealed class ClickHouseSource : IDataSourceProvider, IDisposable
{
    private const string Name = "clickhouse";
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ClickHouseServer> _servers = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Kind => Name;

    /// <inheritdoc/>
    /// <exception cref="DqxException">The definition does not fit ClickHouse (DQX5201), its server's address or settings are none (DQX5202),
    /// or its table's name is none (DQX5203).</exception>
    public IDataset Create(DatasetDefinition dataset, SourceDefinition source)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(source);
        if (source.Path is not null)
        {
            throw Misfit(dataset, $"its source '{source.Name}' has a path; ClickHouse has 'url', such as http://warehouse.example:8123/shop");
        }

        if (dataset.Options.ValueKind is not JsonValueKind.Undefined)
        {
            throw Misfit(dataset, "'options' are for files; leave them out");
        }

        return dataset switch
        {
            { Table: { } table } => ServerDataset.OfTable(dataset, ClickHouseDialect.Instance, Server(source).OpenAsync)
                ?? throw new DqxException("DQX5203", $"Dataset '{dataset.Name}': {table} is not the name of a table. Write table or database.table, and a part that holds a dot or a quote in double quotes."),
            { Query: not null } => ServerDataset.OfQuery(dataset, ClickHouseDialect.Instance, Server(source).OpenAsync),
            _ => throw Misfit(dataset, "ClickHouse has tables and queries; write 'table' or 'query'"),
        };
    }

    /// <summary>Closes the connections to all servers.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var server in _servers.Values)
            {
                server.Dispose();
            }

            _servers.Clear();
        }
    }

    /// <summary>The server of a source. Another suite may have another source of that name.</summary>
    private ClickHouseServer Server(SourceDefinition source)
    {
        lock (_gate)
        {
            var key = string.Join('\n', [source.Name, source.Url, source.User, source.Password, .. source.Settings.Select(setting => $"{setting.Key}={setting.Value}")]);
            if (!_servers.TryGetValue(key, out var known))
            {
                _servers.Add(key, known = new ClickHouseServer(ServerAddress.Of(source)));
            }

            return known;
        }
    }

    private static DqxException Misfit(DatasetDefinition dataset, string message) => new("DQX5201", $"Dataset '{dataset.Name}': {message}.");
}
