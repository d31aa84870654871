using System.Globalization;
using Dqx.Engines.Tests.Servers;
using Dqx.Engines.Tests.Support;

namespace Dqx.Engines.Tests.Cluster;

/// <summary>What goes wrong between DQX and a server is told by the assertions that needed it, and the rest of the run is whole.</summary>
[Collection(EngineTests.Name)]
public sealed class FailureTests(Servers.Engines servers)
{
    /// <summary>Seconds that a server would work if nobody stopped it.</summary>
    private const int Long = 600;

    [Fact]
    public async Task EveryFailureIsClearAndTheRestOfTheRunIsWhole()
    {
        var database = servers.Postgres.NewDatabase();
        servers.Postgres.Sql("CREATE TABLE numbers AS SELECT generate_series(1, 10)::int AS n; GRANT SELECT ON numbers TO dqx; CREATE TABLE written(n int); CREATE FUNCTION writes() RETURNS SETOF int SECURITY DEFINER LANGUAGE sql AS 'INSERT INTO written VALUES (1) RETURNING n'", database);
        await servers.ClickHouse.SqlAsync("DROP TABLE IF EXISTS ten");
        await servers.ClickHouse.SqlAsync("CREATE TABLE ten ENGINE = Memory AS SELECT toInt32(number + 1) AS n FROM system.numbers LIMIT 10");
        await using var cutClickHouse = new Relay(servers.ClickHouse.HttpPort, cutAt: "toFloat64(count())", cutAfter: 300);
        await using var cutPostgres = new Relay(servers.Postgres.Port, cutAt: "COUNT(*)", cutAfter: 30);
        var nobody = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        var (http, port) = (servers.ClickHouse.HttpPort.ToString(CultureInfo.InvariantCulture), servers.Postgres.Port.ToString(CultureInfo.InvariantCulture));
        var login = $"\n    user: {ClickHouse.User}\n    password: \"{ClickHouse.Password}\"";
        (string Name, string Source, string Data, string Says)[] faults =
        [
            ("ch_password", $"kind: clickhouse\n    url: http://127.0.0.1:{http}\n    user: dqx\n    password: wrong", "table: ten", "ClickHouse error 193: Wrong password"),
            ("ch_table", $"kind: clickhouse\n    url: http://127.0.0.1:{http}{login}", "table: nosuch", "ClickHouse error 60: Table default.nosuch doesn't exist"),
            ("ch_down", $"kind: clickhouse\n    url: http://127.0.0.1:{nobody}{login}", "table: ten", $"no answer from ClickHouse (127.0.0.1:{nobody}: Connection refused)"),
            ("ch_timeout", $"kind: clickhouse\n    url: http://127.0.0.1:{http}{login}\n    settings: {"{"}max_execution_time: \"1\"{"}"}", "query: SELECT sleep(0.5) AS n FROM system.numbers", "ClickHouse error 159: Timeout exceeded"),
            ("ch_cut", $"kind: clickhouse\n    url: http://127.0.0.1:{cutClickHouse.Text}{login}", "table: ten", "broke off"),
            ("ch_is_none", $"kind: clickhouse\n    url: http://127.0.0.1:{port}{login}", "table: ten", "no answer from ClickHouse"),
            ("pg_password", $"kind: postgres\n    url: postgres://127.0.0.1:{port}/{database}\n    user: dqx\n    password: wrong", "table: numbers", "28P01: password authentication failed"),
            ("pg_table", $"kind: postgres\n    url: {servers.Postgres.Url(database)}", "table: nosuch", "relation \"nosuch\" does not exist"),
            ("pg_down", $"kind: postgres\n    url: postgres://dqx@127.0.0.1:{nobody}/{database}", "table: numbers", "Failed to connect to 127.0.0.1"),
            ("pg_timeout", $"kind: postgres\n    url: {servers.Postgres.Url(database)}\n    settings: {"{"}statement_timeout: 500ms{"}"}", "query: SELECT 1 AS n FROM pg_sleep(600)", "canceling statement due to statement timeout"),
            ("pg_cut", $"kind: postgres\n    url: {servers.Postgres.Url(database).Replace($":{port}/", $":{cutPostgres.Text}/", StringComparison.Ordinal)}", "table: numbers", "Exception while reading from stream"),
            ("pg_writes", $"kind: postgres\n    url: {servers.Postgres.Url(database)}", "query: SELECT writes() AS n", "cannot execute INSERT in a read-only transaction"),
        ];
        (string Name, string Source, string Data)[] sound =
        [
            ("ch_replica", $"kind: clickhouse\n    url: http://127.0.0.1:{nobody}/default,http://127.0.0.1:{http}/default{login}", "table: ten"),
            ("ch_reader", $"kind: clickhouse\n    url: http://127.0.0.1:{http}\n    user: {ClickHouse.Reader}", "table: default.ten"),
            ("pg", $"kind: postgres\n    url: {servers.Postgres.Url(database)}", "table: public.numbers"),
        ];
        var all = faults.Select(fault => (fault.Name, fault.Source, fault.Data)).Concat(sound).ToList();
        using var folder = new SuiteFolder($$"""
            suite: Faults
            sources:
            {{string.Join('\n', all.Select(one => $"  s_{one.Name}:\n    {one.Source}"))}}
            datasets:
            {{string.Join('\n', all.Select(one => $"  {one.Name}:\n    source: s_{one.Name}\n    {one.Data}"))}}
            checks:
            {{string.Join('\n', all.Select(one => $"  - name: {one.Name}\n    uses: [{one.Name}]\n    assertions: [num_rows() == 10, sum(n) == 55, minimum(n) == 1]"))}}
            """);

        var (run, result) = await folder.RunAsync();

        result.ShouldEndWith(3);
        foreach (var (name, _, _, says) in faults)
        {
            var results = run.Results.Where(one => one.Check == name).ToList();
            results.ShouldAllBe(one => one.Status == AssertionStatus.Error, name);
            results[0].Error.ShouldNotBeNull().ShouldContain(says);
            results[0].ErrorKind.ShouldBe(ErrorKind.Engine, name);
        }

        run.Results.Where(one => sound.Any(good => good.Name == one.Check)).ShouldAllBe(one => one.Status == AssertionStatus.Passed, result.Transcript());
        (result.Output + result.Error).ShouldNotContain(ClickHouse.Password);
        servers.Postgres.Sql("SELECT count(*) FROM written", database).ShouldBe("0");
    }

    [Theory]
    [InlineData("clickhouse")]
    [InlineData("postgres")]
    public async Task ACancelledRunEndsItsStatementOnTheServer(string kind)
    {
        var source = kind == "clickhouse" ? $"url: {servers.ClickHouse.Url}" : $"url: {servers.Postgres.Url("postgres")}";
        var query = kind == "clickhouse" ? "SELECT sleep(1) AS n, 'cancelled' AS mark FROM system.numbers" : $"SELECT 1 AS n, 'cancelled' AS mark FROM pg_sleep({Long.ToString(CultureInfo.InvariantCulture)})";
        using var folder = new SuiteFolder($$"""
            suite: Cancelled
            sources:
              far:
                kind: {{kind}}
                {{source}}
            datasets:
              data:
                source: far
                query: {{query}}
            checks:
              - name: Rows
                assertions: [num_rows() > 0]
            """);
        using var process = folder.Start("run", "suite.yaml", "--no-processors", "--no-history", "--quiet");
        await Eventually.TrueAsync(async () => await RunningAsync(kind) > 0, () => "The statement never ran.", TimeSpan.FromMinutes(1));

        ServerProcess.Run("sh", "-c", $"kill -INT {process.Id.ToString(CultureInfo.InvariantCulture)}");
        var result = await DqxCommand.EndAsync(process, "run");

        result.ShouldEndWith(130);
        await Eventually.TrueAsync(async () => await RunningAsync(kind) == 0, () => "The statement still runs.", TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task ValidateReadsTheSchemaOfAServer()
    {
        await servers.ClickHouse.SqlAsync("DROP TABLE IF EXISTS schema_only");
        await servers.ClickHouse.SqlAsync("CREATE TABLE schema_only (n Int32, day Date) ENGINE = Memory");
        using var folder = new SuiteFolder($"""
            suite: Schema
            sources:
            {Flights.Source(servers.ClickHouse)}
            datasets:
              data:
                source: ch
                table: schema_only
            checks:
              - name: Columns
                assertions: [sum(n) > 0, sum(nosuch) > 0, sum(day) > 0, 'num_rows(where="nosuch = 1") > 0']
            """);

        var result = await folder.CommandAsync("validate", "suite.yaml");

        result.ShouldEndWith(2);
        var told = result.Output + result.Error;
        told.ShouldContain("data has no column 'nosuch'");
        told.ShouldContain("column 'day' is Date: sum needs numbers");
        told.ShouldContain("the filter nosuch = 1: ClickHouse error 47");
    }

    private async Task<int> RunningAsync(string kind) => int.Parse(
        kind == "clickhouse"
            ? await servers.ClickHouse.SqlAsync("SELECT count() FROM system.processes WHERE query LIKE '%cancelled%' AND query LIKE '%sleep(1)%' AND query NOT LIKE '%system.processes%'")
            : servers.Postgres.Sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep%' AND query NOT LIKE '%pg_stat_activity%'"),
        CultureInfo.InvariantCulture);
}
