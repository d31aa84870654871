using Dqx.Benchmarks.Workloads;
using Dqx.Datasets;
using Dqx.Engines.Tests.Cluster;
using Dqx.Extensions.PostgreSql;
using Npgsql;

namespace Dqx.Benchmarks.Bars;

/// <summary>Sixteen metrics over three million flights in PostgreSQL, against the one statement for the same numbers.</summary>
internal sealed class PostgresBar : IBar
{
    private const int Rounds = 7;

    public string Name => "16 metrics over 3 million flights in PostgreSQL, over the statement by hand";

    public async Task<BarResult> MeasureAsync()
    {
        if (!PostgresServer.IsInstalled)
        {
            return BarResult.NotMeasured("PostgreSQL is not installed (build/services.sh)");
        }

        var file = Machine.Data("flights-3m.parquet");
        var server = new PostgresServer();
        await server.InitializeAsync();
        try
        {
            var database = server.NewDatabase();
            await using var connection = new NpgsqlConnection(server.ConnectionString(database) + ";Pooling=false;Command Timeout=0");
            await connection.OpenAsync();
            await LoadAsync(connection, file);
            var flights = new PostgresSource().Create(new DatasetDefinition { Name = "flights", Table = "flights" }, new SourceDefinition { Name = "pg", Kind = "postgres", Url = server.Url(database) });
            var suite = Runs.Suite(FlightMetrics.Expectations);
            var ratio = await Machine.CompareAsync(Rounds, () => QueryAsync(connection), () => Runs.RunAsync(suite, flights));
            return ratio.Against(FlightMetrics.Most);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task LoadAsync(NpgsqlConnection connection, string parquet)
    {
        await ExecuteAsync(connection, "CREATE UNLOGGED TABLE flights (flown BIGINT, delay INTEGER, distance INTEGER, origin TEXT, destination TEXT)");
        var rows = Path.GetTempFileName();
        try
        {
            await HandWritten.ExecuteAsync(FlightRows.Copy(parquet, rows));
            using var reader = File.OpenText(rows);
            await using var copy = await connection.BeginTextImportAsync("COPY flights FROM STDIN");
            var buffer = new char[64 * 1024];
            while (await reader.ReadAsync(buffer) is > 0 and var count)
            {
                await copy.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        finally
        {
            File.Delete(rows);
        }

        // What autovacuum would do at some moment of a measurement.
        await ExecuteAsync(connection, "VACUUM ANALYZE flights");
    }

    private static async Task QueryAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(FlightMetrics.Postgres("flights"), connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
