using Dqx.Engines.Tests.Servers;

namespace Dqx.Engines.Tests.Cluster;

/// <summary>Three million real flights, spread over the shards of a cluster, behind one <c>Distributed</c> table.</summary>
internal static class Flights
{
    public const int Rows = FlightRows.Count;

    private static readonly string s_file = Path.Combine(DqxCommand.Artifacts, "data", "vega", "flights-3m.parquet");

    /// <summary>Loads them once, however many tests ask.</summary>
    public static async Task LoadAsync(Servers.Engines servers)
    {
        if (await servers.ClickHouse.SqlAsync("EXISTS TABLE flights_all") == "1" && await servers.ClickHouse.SqlAsync("SELECT count() FROM flights_all") == Servers.Engines.Text(Rows))
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("dqx-flights-").FullName;
        try
        {
            for (var shard = 0; shard < servers.Shards.Length; shard++)
            {
                var (server, file) = (servers.Shards[shard], Path.Combine(folder, "rows.tsv"));
                await Servers.Engines.DuckDbAsync(FlightRows.Copy(s_file, file, shard, servers.Shards.Length));
                await server.SqlAsync("DROP TABLE IF EXISTS flights_all");
                await server.SqlAsync("DROP TABLE IF EXISTS flights");
                await server.SqlAsync($"CREATE TABLE flights {FlightRows.ClickHouseTable}");
                await server.InsertAsync("flights", file);
                await server.SqlAsync("CREATE TABLE flights_all AS flights ENGINE = Distributed(shards, default, flights)");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A source for a suite, by a user with a password.</summary>
    public static string Source(ClickHouse server, string settings = "") => $"""
          ch:
            kind: clickhouse
            url: {server.Url}/default
            user: {ClickHouse.User}
            password: "{ClickHouse.Password}"
            settings: {"{"}{settings}{"}"}
        """;
}
