using System.Globalization;
using Dqx.Extensions.DatabaseWriter.Postgres;
using Dqx.Extensions.DatabaseWriter.Tables;
using Npgsql;
using NpgsqlTypes;

namespace Dqx.Benchmarks.Bars;

/// <summary>A run with a million results into PostgreSQL, against a bare binary COPY of the same rows into the same table.</summary>
internal sealed class DatabaseWriterBar : IBar
{
    private const int Results = 1_000_000;
    private const int Rounds = 5;

    /// <summary>At no less than 0.8 of the speed.</summary>
    private const double Most = 1 / 0.8;

    public string Name => "db_writer, 1 million results into PostgreSQL";

    public async Task<BarResult> MeasureAsync()
    {
        if (!PostgresServer.IsInstalled)
        {
            return BarResult.NotMeasured("PostgreSQL is not installed (build/services.sh)") with { Limit = Limit() };
        }

        var server = new PostgresServer();
        await server.InitializeAsync();
        try
        {
            var connectionString = server.ConnectionString(server.NewDatabase()) + ";Pooling=false;Command Timeout=0";
            var tables = new RunTables("dqx_");
            var store = new PostgresRunStore(connectionString, "the server", text => text, tables, batchSize: 1000);
            var run = Run();
            // Makes the tables.
            await store.WriteAsync(run with { RunId = Guid.CreateVersion7(), Results = run.Results[..10] }, default);
            var rows = Rows(run);
            var ratio = await Machine.CompareAsync(Rounds, () => BareAsync(connectionString, tables, rows), () => WriteAsync(connectionString, store, run));
            return ratio.Against(Most) with { Limit = Limit() };
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static string Limit() => FormattableString.Invariant($"≤ {Most:F2} × (0.8 of the speed)");

    private static SuiteRun Run() => new()
    {
        RunId = Guid.CreateVersion7(),
        Suite = "Bar",
        Key = ResultKey.For(new DateOnly(2026, 11, 20)),
        StartedAt = DateTimeOffset.UnixEpoch,
        Results =
        [
            .. Enumerable.Range(0, Results).Select(index => new AssertionResult
            {
                Check = $"Check {index / 100}", Assertion = $"assertion {index}", Status = index % 50 == 0 ? AssertionStatus.Failed : AssertionStatus.Passed,
                Severity = (Severity)(index % 4), Expression = $"sum(column_{index % 40}) / num_rows() > 0", Operator = ">", Lower = 0, Tolerance = 1e-9, Value = index / 7.0,
                Symbols = [$"x_{index % 40}", "x_41"], Tags = ["finance", "daily"],
            }),
        ],
    };

    /// <summary>The same values, ready to be sent.</summary>
    private static List<Row> Rows(SuiteRun run) => [.. run.Results.Select((result, position) => new Row(
        position, result.Check, result.Assertion, result.Severity.ToString(), result.Status == AssertionStatus.Passed ? "passed" : "failed", result.Value ?? 0, result.Expression,
        string.Create(CultureInfo.InvariantCulture, $"[\"{result.Symbols[0]}\",\"x_41\"]")))];

    private static async Task WriteAsync(string connectionString, PostgresRunStore store, SuiteRun run)
    {
        await store.WriteAsync(run with { RunId = Guid.CreateVersion7() }, default);
        await EmptyAsync(connectionString);
    }

    /// <summary>What one writes by hand with Npgsql for this one table.</summary>
    private static async Task BareAsync(string connectionString, RunTables tables, List<Row> rows)
    {
        var id = Guid.CreateVersion7();
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var command = new NpgsqlCommand(
                "INSERT INTO dqx_runs SELECT $1, suite, date, tags, labels, meta, datasets, started_at, duration_ms, status, assertions, passed, failed, errors, skipped, muted, symbols, diagnostics FROM dqx_runs LIMIT 1", connection)
            { Parameters = { new NpgsqlParameter { Value = id } } })
            {
                await command.ExecuteNonQueryAsync();
            }

            await using (var importer = await connection.BeginBinaryImportAsync(PostgresStatements.Copy(tables.Results)))
            {
                importer.Timeout = Timeout.InfiniteTimeSpan;
                foreach (var row in rows)
                {
                    Write(importer, id, row);
                }

                await importer.CompleteAsync();
            }

            await transaction.CommitAsync();
        }

        await EmptyAsync(connectionString);
    }

#pragma warning disable CA1849, MA0042 // The synchronous calls are the faster ones, which a bare COPY would use.
    private static void Write(NpgsqlBinaryImporter importer, Guid id, Row row)
    {
        importer.StartRow();
        importer.Write(id, NpgsqlDbType.Uuid);
        importer.Write(row.Position, NpgsqlDbType.Integer);
        importer.Write(row.Check, NpgsqlDbType.Text);
        importer.Write(row.Assertion, NpgsqlDbType.Text);
        importer.WriteNull();
        importer.WriteNull();
        importer.Write(row.Severity, NpgsqlDbType.Text);
        importer.Write("P1", NpgsqlDbType.Text);
        importer.Write(row.Status, NpgsqlDbType.Text);
        importer.Write(row.Value, NpgsqlDbType.Double);
        importer.Write(row.Expression, NpgsqlDbType.Text);
        importer.Write(">", NpgsqlDbType.Text);
        importer.Write(0.0, NpgsqlDbType.Double);
        importer.WriteNull();
        importer.Write(1e-9, NpgsqlDbType.Double);
        importer.WriteNull();
        importer.WriteNull();
        importer.WriteNull();
        importer.Write(false, NpgsqlDbType.Boolean);
        importer.Write("[]", NpgsqlDbType.Jsonb);
        importer.Write(row.Symbols, NpgsqlDbType.Jsonb);
        importer.Write("[\"finance\",\"daily\"]", NpgsqlDbType.Jsonb);
        importer.Write("{}", NpgsqlDbType.Jsonb);
    }
#pragma warning restore CA1849, MA0042

    /// <summary>Each round begins with empty indexes.</summary>
    private static async Task EmptyAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("TRUNCATE dqx_results", connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Row(int Position, string Check, string Assertion, string Severity, string Status, double Value, string Expression, string Symbols);
}
