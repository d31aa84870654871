using System.Globalization;
using Dqx.Extensions.Tests.Servers;
using Npgsql;

namespace Dqx.Extensions.Tests.DatabaseWriter.Postgres;

public sealed class FailureTests(PostgresServer server) : PostgresTest(server)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task AWrongPasswordIsNamedAndShowsNothing()
    {
        var run = SampleRuns.Full();
        var failure = await Should.ThrowAsync<DqxException>(() => Write(run, Server.Url(Database, password: "hunter2"), secrets: [PostgresServer.User]));

        failure.DiagnosticId.ShouldBe("DQX6107");
        failure.Message.ShouldStartWith($"postgres://127.0.0.1:{Server.Port}/{Database}: the server refuses the login");
        failure.Message.ShouldContain("28P01: password authentication failed for user \"***\"");
        failure.ToString().ShouldNotContain("hunter2");
        failure.ToString().ShouldNotContain($"\"{PostgresServer.User}\"");
    }

    [Fact]
    public async Task ADatabaseThatIsNotThereIsNamed()
    {
        var failure = await Failure(SampleRuns.Full(), Server.Url("nowhere"));

        failure.DiagnosticId.ShouldBe("DQX6107");
        failure.Message.ShouldContain("database \"nowhere\" does not exist");
    }

    [Fact]
    public async Task AUserWithoutRightsIsToldWhichAreNeeded()
    {
        Query("CREATE SCHEMA closed");

        var failure = await Failure(SampleRuns.Full(), Server.Url(Database) + "?search_path=closed");

        failure.DiagnosticId.ShouldBe("DQX6107");
        failure.Message.ShouldContain("grant the user CREATE on the schema once and INSERT and SELECT on the tables");
    }

    [Fact]
    public async Task InsertAndSelectAreEnoughOnceTheTablesAreThere()
    {
        await Write(SampleRuns.Full());
        Query("CREATE ROLE writer LOGIN PASSWORD 'writer'; GRANT INSERT, SELECT ON dqx_runs, dqx_results, dqx_symbols, dqx_schema TO writer");

        await Write(SampleRuns.Full(), Server.Url(Database, "writer", "writer"));

        ShouldHoldWholeRuns(2);
    }

    [Fact]
    public async Task AServerThatKnowsNoEncryptionGetsNothingWhenItIsAskedFor()
    {
        var failure = await Failure(SampleRuns.Full(), Server.Url(Database) + "?sslmode=require");

        failure.Message.ShouldContain("SSL");
        Query("SELECT to_regclass('dqx_schema') IS NULL").ShouldBe("t");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("no-such-host.invalid")]
    public async Task AServerThatIsNotThereIsNamed(string host)
    {
        var port = FreePort.Next();
        var failure = await Failure(SampleRuns.Full(), $"postgres://u:hunter2@{host}:{port.ToString(CultureInfo.InvariantCulture)}/x");

        failure.DiagnosticId.ShouldBe("DQX6106");
        failure.Message.ShouldStartWith($"postgres://{host}:{port}/x: the server cannot be reached, or the connection broke.");
        failure.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task ALockThatIsHeldTooLongIsNamedAndLeavesNothing()
    {
        await Write(SampleRuns.Full());
        await using var holder = await Hold("dqx_symbols");

        var failure = await Should.ThrowAsync<DqxException>(async () => await Impatient().WriteAsync(SampleRuns.Full(), CancellationToken.None));

        failure.DiagnosticId.ShouldBe("DQX6102");
        failure.Message.ShouldStartWith("the database: a lock was held by others for 1 s.");
        await holder.DisposeAsync();
        ShouldHoldWholeRuns(1);
    }

    [Fact]
    public async Task ACancelledRunLeavesNothing()
    {
        await Write(SampleRuns.Full());
        await using var holder = await Hold("dqx_symbols");
        using var cancellation = new CancellationTokenSource();

        var writing = Task.Run(() => Write(SampleRuns.Large(1000), cancellationToken: cancellation.Token));
        await UntilSomebodyWaits();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => writing.WaitAsync(s_patience));
        await holder.DisposeAsync();
        ShouldHoldWholeRuns(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AServerThatRestartsInTheMiddleHasNothingOfTheRunAndTakesItAfterwards(bool kill)
    {
        await Write(SampleRuns.Full());
        var run = SampleRuns.Large(20_000);
        // The results are copied by then; the symbols wait.
        await using var holder = await Hold("dqx_symbols");
        var writing = Task.Run(() => Failure(run));
        await UntilSomebodyWaits();

        if (kill)
        {
            Server.Kill();
        }
        else
        {
            Server.Stop();
        }

        (await writing.WaitAsync(s_patience)).DiagnosticId.ShouldBe("DQX6106");
        (await Failure(run)).DiagnosticId.ShouldBe("DQX6106");
        await Server.StartAsync();

        ShouldHoldWholeRuns(1);
        await Write(run);
        ShouldHoldWholeRuns(2);
        Query("SELECT count(*) FROM dqx_results").ShouldBe("20004");
    }

    [Fact]
    public async Task AServerWithoutAFreeConnectionIsNamed()
    {
        Server.Sql($"ALTER DATABASE {Database} CONNECTION LIMIT 0");

        var failure = await Failure(SampleRuns.Full());

        failure.DiagnosticId.ShouldBe("DQX6106");
        failure.Message.ShouldContain("too many connections");
    }

    [Fact]
    public async Task AFullDiskLeavesWholeRunsAndTakesTheRunOnceThereIsRoom()
    {
        await Write(SampleRuns.Full());
        using var disk = SmallDisk.For(Server, Database, "dqx_results");
        var run = SampleRuns.Large(50_000);

        var failure = await Failure(run);

        failure.DiagnosticId.ShouldBe("DQX6103", failure.Message);
        failure.Message.ShouldContain("53100");
        ShouldHoldWholeRuns(1);

        disk.MakeRoom();
        await Write(run);
        ShouldHoldWholeRuns(2);
    }

    /// <summary>A transaction that keeps everybody else from a table.</summary>
    private async Task<NpgsqlConnection> Hold(string table)
    {
        var connection = new NpgsqlConnection(Server.ConnectionString(Database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {table}", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task UntilSomebodyWaits()
        => await Eventually.TrueAsync(
            () => Task.FromResult(Query("SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()") == "t"),
            () => "Nobody waited for the lock.",
            s_patience);
}
