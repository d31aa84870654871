using System.Globalization;
using Dqx.Datasets;
using Dqx.Engines.Tests.Cluster;
using Dqx.Engines.Tests.Servers;
using Dqx.Extensions.ClickHouse;

namespace Dqx.Benchmarks.Workloads;

/// <summary>Six million flights, the three million twice, in ClickHouse servers of which the first is asked.</summary>
internal sealed class FlightShards : IDisposable
{
    /// <summary>All flights in the first server.</summary>
    public const string Table = "flights";

    private const int Times = 2;

    private readonly ClickHouse[] _servers;
    private readonly ClickHouseSource _source = new();

    private FlightShards(int count) => _servers = [.. Enumerable.Range(0, count).Select(_ => new ClickHouse())];

    /// <summary>Why there can be none; null when there can.</summary>
    public static string? Missing => ClickHouse.IsInstalled ? null : "ClickHouse is not installed (build/services.sh)";

    public static async Task<FlightShards> StartAsync(int count)
    {
        var parquet = Machine.Data("flights-3m.parquet");
        var shards = new FlightShards(count);
        try
        {
            await Task.WhenAll(shards._servers.Select(server => server.StartAsync(shards._servers.Select(one => one.TcpPort))));
            await shards.LoadAsync(parquet);
            return shards;
        }
        catch
        {
            shards.Dispose();
            throw;
        }
    }

    /// <summary>Spreads the flights over the first servers, and returns the table over these.</summary>
    public async Task<string> SpreadAsync(int count)
    {
        var (part, over) = (Text($"part_of_{count}"), Text($"over_{count}"));
        foreach (var server in _servers.Take(count))
        {
            await server.SqlAsync($"CREATE TABLE {part} {FlightRows.ClickHouseTable}");
        }

        await _servers[0].SqlAsync(Text($"CREATE TABLE {over} AS {part} ENGINE = Distributed(shards_{count}, default, {part}, rand())"));
        await QueryAsync($"INSERT INTO {over} SELECT * FROM {Table}", "?insert_distributed_sync=1");
        foreach (var server in _servers.Take(count))
        {
            await MergeAsync(server, part);
        }

        return over;
    }

    /// <summary>Runs a statement on the first server.</summary>
    public Task QueryAsync(string statement, string settings = "") => _servers[0].SqlAsync(statement, settings);

    /// <summary>A table of the first server, as a suite has it.</summary>
    public IDataset Dataset(string table) => _source.Create(new DatasetDefinition { Name = table, Table = table }, new SourceDefinition { Name = "ch", Kind = "clickhouse", Url = $"{_servers[0].Url}/default" });

    public void Dispose()
    {
        _source.Dispose();
        foreach (var server in _servers)
        {
            server.Dispose();
        }
    }

    private async Task LoadAsync(string parquet)
    {
        var rows = Path.GetTempFileName();
        try
        {
            await HandWritten.ExecuteAsync(FlightRows.Copy(parquet, rows));
            await QueryAsync($"CREATE TABLE {Table} {FlightRows.ClickHouseTable}");
            for (var time = 0; time < Times; time++)
            {
                await _servers[0].InsertAsync(Table, rows);
            }
        }
        finally
        {
            File.Delete(rows);
        }

        await MergeAsync(_servers[0], Table);
    }

    /// <summary>Does now what the server would do at some moment of a measurement.</summary>
    private static async Task MergeAsync(ClickHouse server, string table) => await server.SqlAsync($"OPTIMIZE TABLE {table} FINAL");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
