using System.Text.Json;
using Dqx.Extensions.DatabaseWriter;
using Dqx.Extensions.DatabaseWriter.Postgres;
using Dqx.Extensions.DatabaseWriter.Tables;
using Dqx.Extensions.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Extensions.Tests.DatabaseWriter.Postgres;

/// <summary>A database of a real PostgreSQL.</summary>
[Collection(PostgresTests.Name)]
public abstract class PostgresTest(PostgresServer server) : IAsyncLifetime
{
    protected PostgresServer Server { get; } = server;

    protected string Database { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await Server.EnsureStartedAsync();
        Database = Server.NewDatabase();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>A processor of its own hands the run to the database, as every suite does.</summary>
    private protected async Task Write(SuiteRun run, string? url = null, string prefix = "dqx_", int batchSize = 1000, CancellationToken cancellationToken = default, params string[] secrets)
    {
        var processor = new DatabaseWriterProcessor(NullLoggerFactory.Instance);
        var settings = JsonSerializer.Serialize(new Dictionary<string, object> { ["database_url"] = url ?? Server.Url(Database), ["table_prefix"] = prefix, ["batch_size"] = batchSize });
        await processor.InitializeAsync(ProcessorSettings.FromJson(settings, Path.GetTempPath(), secrets), CancellationToken.None);
        await processor.ProcessAsync(run, SampleRuns.ContextOf(run), cancellationToken);
    }

    private protected async Task<DqxException> Failure(SuiteRun run, string? url = null) => await Should.ThrowAsync<DqxException>(() => Write(run, url));

    /// <summary>A store that does not wait for locks for long.</summary>
    private protected PostgresRunStore Impatient()
        => new(Server.ConnectionString(Database) + ";Pooling=false", "the database", text => text, new RunTables("dqx_"), batchSize: 1000) { LockSeconds = 1 };

    /// <summary>What a statement returns, read by PostgreSQL's own program.</summary>
    protected string Query(string sql) => Server.Sql(sql, Database);

    /// <summary>Every run has as many rows as it says, and there are so many runs.</summary>
    protected void ShouldHoldWholeRuns(int runs, string prefix = "dqx_")
        => Query($"""
            SELECT count(*), count(*) FILTER (
              WHERE assertions <> (SELECT count(*) FROM {prefix}results WHERE run_id = run.run_id)
                 OR symbols <> (SELECT count(*) FROM {prefix}symbols WHERE run_id = run.run_id))
            FROM {prefix}runs AS run
            """).ShouldBe($"{runs}|0");
}
