using Dqx.Extensions.PostgreSql.Delivery;
using Dqx.Extensions.PostgreSql.History;
using Dqx.Extensions.PostgreSql.Storage;
using Dqx.Extensions.Tests.Servers;
using Dqx.Engines.Tests.Servers;
using Dqx.History;
using Npgsql;

namespace Dqx.Extensions.Tests.PostgreSql;

/// <summary>What histories and journals in PostgreSQL are besides: addresses, rights, outages, versions.</summary>
[Collection(PostgresTests.Name)]
public sealed class StoreTests(PostgresServer server)
{
    private static readonly HistoryKey s_key = new("Suite", "data", "f", "sum(c)", new DateOnly(2026, 11, 20), "");
    private readonly SomeSchema _schema = new(server);

    [Theory]
    [InlineData("postgres://me:s3cret@/db", "has a url that is none of postgres://")]
    [InlineData("postgres://me:s3cret@host/db?sslmod=x", "has a url with the parameter 'sslmod', which is none of sslmode, ")]
    [InlineData("postgres://me:s3cret@host/db?sslmode=maybe", "has a url in which 'sslmode' is 'maybe', which it cannot be")]
    [InlineData("postgresql://me:s3cret@host/db?schema=", "has a url in which 'schema' is ''; name a schema in 1 to 63 bytes")]
    [InlineData("postgres://me:s3cret@host/db?schema=pg_dqx", "'schema' is 'pg_dqx'; names that begin with pg_ are PostgreSQL's own")]
    [InlineData("postgres://me:s3cret@host/db?schema=ééééééééééééééééééééééééééééééééé", "name a schema in 1 to 63 bytes")]
    public void AWrongUrlIsRefusedWithoutItsSecrets(string url, string says)
    {
        foreach (var open in new Action<HistoryLocation>[] { location => new PostgresHistory().OpenHistory(location), location => new PostgresHistory().OpenJournal(location, TimeProvider.System) })
        {
            var refused = Should.Throw<DqxException>(() => open(new HistoryLocation(url)));
            (refused.DiagnosticId, refused.Message.Contains("s3cret", StringComparison.Ordinal)).ShouldBe(("DQX5301", false));
            refused.Message.ShouldContain(says);
        }
    }

    [Fact]
    public async Task ASchemaIsCalledDqxAndHoldsTheHistoryAndTheJournal()
    {
        var database = server.NewDatabase();
        var location = new HistoryLocation(server.Url(database));
        await using var history = new PostgresHistory().OpenHistory(location);
        await using var journal = new PostgresHistory().OpenJournal(location, TimeProvider.System);
        await history.SaveAsync(Batch(), default);
        await journal.AddAsync(Dqx.Tests.Delivery.Runs.Of(), [new("page", "email_alerts")], default);

        server.Sql("SELECT string_agg(part || version, ' ' ORDER BY part) FROM dqx.versions", database).ShouldBe(FormattableString.Invariant($"history{HistoryTables.Migrations.Version} journal{JournalTables.Migrations.Version}"));
        server.Sql("SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE nspname = 'dqx' AND relkind = 'r'", database).ShouldBe("8");
    }

    [Fact]
    public async Task AServerThatIsAwayAndALoginThatIsWrongAreToldWithoutSecrets()
    {
        var nobody = FreePort.Next().ToString(System.Globalization.CultureInfo.InvariantCulture);
        (string Url, string Id, string Says)[] wrong =
        [
            ($"postgres://dqx:s3cret@127.0.0.1:{nobody}/db", "DQX5302", "cannot be opened: Failed to connect to 127.0.0.1"),
            (server.Url("postgres", password: "s3cret"), "DQX5302", "cannot be opened: password authentication failed for user \"dqx\" (28P01)."),
            (server.Url("no such database"), "DQX5302", "database \"no such database\" does not exist (3D000)."),
        ];
        foreach (var (url, id, says) in wrong)
        {
            await using var history = new PostgresHistory().OpenHistory(new HistoryLocation(url));
            var refused = await Should.ThrowAsync<DqxException>(() => history.FindAsync([s_key], default).AsTask());
            refused.DiagnosticId.ShouldBe(id);
            refused.Message.ShouldContain(says);
            refused.Message.ShouldNotContain("s3cret");
            refused.Message.ShouldNotContain(PostgresServer.Password);
        }
    }

    [Fact]
    public async Task WhoeverMayNotMakeTheSchemaIsToldWhatItTakesAndAReaderNeedsNoMoreThanToRead()
    {
        var database = server.NewDatabase();
        server.Sql("CREATE ROLE reader LOGIN PASSWORD 'r'", database);
        await using (var stranger = new PostgresHistory().OpenHistory(new HistoryLocation(server.Url(database, "reader", "r"))))
        {
            (await stranger.FindAsync([s_key], default)).ShouldBeEmpty();
            var refused = await Should.ThrowAsync<DqxException>(() => stranger.SaveAsync(Batch(), default).AsTask());
            refused.DiagnosticId.ShouldBe("DQX5306");
            refused.Message.ShouldContain($"permission denied for database {database}. Its user needs CREATE on the database");
        }

        await using (var owner = new PostgresHistory().OpenHistory(new HistoryLocation(server.Url(database))))
        {
            await owner.SaveAsync(Batch(), default);
        }

        await using (var stranger = new PostgresHistory().OpenHistory(new HistoryLocation(server.Url(database, "reader", "r"))))
        {
            (await Should.ThrowAsync<DqxException>(() => stranger.FindAsync([s_key], default).AsTask())).DiagnosticId.ShouldBe("DQX5306");
        }

        server.Sql("GRANT USAGE ON SCHEMA dqx TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA dqx TO reader", database);
        await using var reader = new PostgresHistory().OpenHistory(new HistoryLocation(server.Url(database, "reader", "r")));
        (await reader.FindAsync([s_key], default))[s_key].Value.ShouldBe(1);
        (await Should.ThrowAsync<DqxException>(() => reader.SaveAsync(Batch(), default).AsTask())).DiagnosticId.ShouldBe("DQX5306");
        server.Sql("GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA dqx TO reader", database);
        await reader.SaveAsync(Batch(), default);
        (await reader.DeleteBeforeAsync("Suite", DateOnly.MaxValue, default)).ShouldBe(4);
    }

    [Fact]
    public async Task AnAnswerThatBreaksOffLeavesNothingHalfAndTheNextUseIsWell()
    {
        // The server has the run and its metrics when the way to it breaks.
        await using var relay = new Relay(server.Port, cutAt: "history_values (metric", cutAfter: 0);
        var location = new HistoryLocation(_schema.Url.Replace($":{server.Port}/", $":{relay.Text}/", StringComparison.Ordinal));
        await using (var broken = new PostgresHistory().OpenHistory(location))
        {
            var refused = await Should.ThrowAsync<DqxException>(() => broken.SaveAsync(Batch(), default).AsTask());
            refused.DiagnosticId.ShouldBe("DQX5303");
            refused.Message.ShouldContain("cannot be written: ");
            (await broken.FindAsync([s_key], default)).ShouldBeEmpty();
        }

        _schema.Scalar("SELECT count(*) FROM dqx.history_runs").ShouldBe(0L);
        _schema.Scalar("SELECT count(*) FROM dqx.history_metrics").ShouldBe(0L);
    }

    [Fact]
    public async Task AConnectionThatTheServerEndedMeanwhileIsReplaced()
    {
        await using var history = new PostgresHistory().OpenHistory(_schema.Location());
        await history.SaveAsync(Batch(), default);
        server.Stop();
        (await Should.ThrowAsync<DqxException>(() => history.FindAsync([s_key], default).AsTask())).DiagnosticId.ShouldBe("DQX5302");
        await server.StartAsync();

        (await history.FindAsync([s_key], default))[s_key].Value.ShouldBe(1);
        _schema.Scalar("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        await history.SaveAsync(Batch(), default);
        (await history.FindAsync([s_key], default)).Count.ShouldBe(1);
    }

    [Fact]
    public void AnOlderVersionBecomesANewerOneUnlessNothingIsToBeWritten()
    {
        StoreMigrations first = new("part", "a part", "CREATE TABLE dqx.t (a integer)"), second = new("part", "a part", "CREATE TABLE dqx.t (a integer)", "ALTER TABLE dqx.t ADD COLUMN b integer DEFAULT 2");
        using (var made = new PostgresStore(StoreAddress.Of(_schema.Location()), "The part", first))
        {
            made.Write(session => session.Execute("INSERT INTO dqx.t VALUES (1)"), default);
        }

        using (var reader = new PostgresStore(StoreAddress.Of(_schema.Location(isReadOnly: true)), "The part", second))
        {
            var refused = Should.Throw<DqxException>(() => reader.Read(null, session => session.Scalar("SELECT a FROM dqx.t"), default));
            refused.DiagnosticId.ShouldBe("DQX5305");
            refused.Message.ShouldContain("is of version 1, and is left as it is, because nothing is to be written; a run that writes brings it to version 2");
        }

        using var newer = new PostgresStore(StoreAddress.Of(_schema.Location()), "The part", second);
        newer.Read(null, session => session.Scalar("SELECT a + b FROM dqx.t"), default).ShouldBe(3);
        _schema.Scalar("SELECT version FROM dqx.versions").ShouldBe(2);
    }

    [Fact]
    public async Task WhatStandsInTheWayIsToldByItsName()
    {
        using (var connection = new NpgsqlConnection(server.ConnectionString(server.SharedDatabase)))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"CREATE SCHEMA {_schema.Quoted}; CREATE TABLE {_schema.Quoted}.history_values (mine integer)";
            await command.ExecuteNonQueryAsync();
        }

        await using var history = new PostgresHistory().OpenHistory(_schema.Location());

        (await Should.ThrowAsync<DqxException>(() => history.SaveAsync(Batch(), default).AsTask())).Message.ShouldContain("relation \"history_values\" already exists (42P07)");
        _schema.Scalar("SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE nspname = $1 AND relkind = 'r'", _schema.Name).ShouldBe(1L);
    }

    private static HistoryBatch Batch() => new(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, [new HistoryEntry(s_key, "data.csv", 1, null), new HistoryEntry(s_key with { Date = s_key.Date.AddDays(-1) }, null, 1, null)]);
}
