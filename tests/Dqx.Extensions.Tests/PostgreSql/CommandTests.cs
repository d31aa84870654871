using System.Globalization;
using Dqx.Acceptance.Tests.Support;
using Dqx.Engines.Tests.Servers;
using Dqx.Extensions.Tests.Servers;
using Dqx.Extensions.Tests.Webhooks;

namespace Dqx.Extensions.Tests.PostgreSql;

/// <summary>The built command with its history and its journal in PostgreSQL: two folders are two machines.</summary>
[Collection(PostgresTests.Name)]
public sealed class CommandTests(PostgresServer server) : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly string[] s_tables = ["versions", "history_runs", "history_metrics", "history_values", "journal_runs", "journal_deliveries", "journal_attempts", "journal_told"];
    private readonly SomeSchema _schema = new(server);
    private readonly Workspace _here = new();
    private readonly Workspace _there = new();

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    [Fact]
    public async Task MachinesShareAHistory()
    {
        WriteSuites(["num_rows() == 4", "num_rows() - num_rows(lag=1) == 1"]);
        // They also race to make the schema.
        var first = await Task.WhenAll(RunAsync(_here, "run", "suite.yaml", "--no-processors"), RunAsync(_there, "run", "suite.yaml", "--no-processors"));
        first.ShouldAllBe(result => result.Code == 0, string.Join('\n', first.Select(result => result.Transcript())));
        _schema.Scalar("SELECT count(*) FROM dqx.history_values").ShouldBe(2L);
        _schema.Scalar("UPDATE dqx.history_values SET date = date - 1, value = value - 1");

        // What one of them measured yesterday the other compares with.
        (await RunAsync(_there, "run", "suite.yaml", "--no-processors", "--history-readonly", "--output", "json")).ShouldEndWith(0).Output.ShouldContain("\"passed\": 2");
        _schema.Scalar("SELECT count(*) FROM dqx.history_values").ShouldBe(2L);
        (await RunAsync(_here, "history", "list", "suite.yaml")).ShouldEndWith(0).Output.ShouldContain("num_rows()");
        (await RunAsync(_there, "history", "show", "num_rows()", "--history", _schema.Url, "--output", "json")).ShouldEndWith(0).Output.ShouldContain("\"value\": 3");
        var nothing = (await RunAsync(_there, "history", "show", "num_rosw()", "--history", _schema.Url)).ShouldEndWith(2);
        nothing.Error.ShouldContain($"The history postgres://127.0.0.1:{server.Port}/{server.SharedDatabase} holds no values of num_rosw(); did you mean 'num_rows()'?");
        Directory.Exists(_here[".dqx"]).ShouldBeFalse();
    }

    [Fact]
    public async Task MachinesShareADeliveryJournalAndOneOfThemDelivers()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("500 Internal Server Error"), HttpReceiver.Answer("500 Internal Server Error"), HttpReceiver.Answer("204 No Content"));
        WriteSuites(["num_rows() == 4"], $"processors:\n  hook:\n    use: webhook\n    url: {receiver.Url}\n    allow_private_addresses: true\n    retries: 0\n");
        await RunAsync(_here, "run", "suite.yaml", "--quiet");
        await RunAsync(_there, "run", "suite.yaml", "--quiet");
        receiver.Requests.Count.ShouldBe(2);
        (await RunAsync(_there, "deliveries", "list", "suite.yaml", "--pending")).ShouldEndWith(0).Output.Split('\n').Count(line => line.Contains("hook", StringComparison.Ordinal)).ShouldBe(2);
        var before = Dump();
        (await RunAsync(_there, "run", "suite.yaml", "--dry-run")).ShouldEndWith(0).Output.ShouldContain("before it, the 2 runs that are left for it");
        Dump().ShouldBe(before);

        var both = await Task.WhenAll(RunAsync(_here, "deliveries", "retry", "suite.yaml"), RunAsync(_there, "deliveries", "retry", "suite.yaml"));

        both.ShouldAllBe(result => result.Code == 0 || result.Code == 4, string.Join('\n', both.Select(result => result.Transcript())));
        receiver.Requests.Count.ShouldBe(4);
        receiver.Requests.Skip(2).Select(request => request.Headers["Idempotency-Key"]).Distinct().Count().ShouldBe(2);
        _schema.Scalar("SELECT string_agg(status || attempts, ' ' ORDER BY attempts) FROM dqx.journal_deliveries").ShouldBe("sent1 sent3");
        (await RunAsync(_here, "run", "suite.yaml", "--no-state", "--quiet")).ShouldEndWith(0);
        _schema.Scalar("SELECT count(*) FROM dqx.journal_runs").ShouldBe(2L);
        receiver.Requests.Count.ShouldBe(5);
    }

    [Fact]
    public async Task ARunThatIsKilledWhileItStoresLeavesNothingHalf()
    {
        WriteSuites(["num_rows() == 4"]);
        (await RunAsync(_here, "run", "suite.yaml", "--no-processors", "--quiet")).ShouldEndWith(0);
        using (var holder = new Npgsql.NpgsqlConnection($"{server.ConnectionString(server.SharedDatabase)};Pooling=false"))
        {
            // The run and its metrics are written, and the values wait.
            holder.Open();
            using var transaction = holder.BeginTransaction();
            using var hold = holder.CreateCommand();
            hold.CommandText = $"LOCK TABLE {_schema.Quoted}.history_values IN EXCLUSIVE MODE";
            await hold.ExecuteNonQueryAsync();
            using var process = DqxCommand.Start(_there.Folder, Environment(), "run", "suite.yaml", "--no-processors", "--quiet");
            await Eventually.TrueAsync(
                () => Task.FromResult(_schema.Scalar("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%history_values%'") is > 0L), () => "The run did not come to its values.", s_patience);
            process.Kill();
            await DqxCommand.EndAsync(process);
        }

        await Eventually.TrueAsync(() => Task.FromResult(_schema.Scalar("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'dqx' AND datname = current_database()") is 0L), () => "The server did not see it go.", s_patience);
        _schema.Scalar("SELECT count(*) FROM dqx.history_runs").ShouldBe(1L);
        (await RunAsync(_there, "run", "suite.yaml", "--no-processors", "--quiet")).ShouldEndWith(0);
        _schema.Scalar("SELECT count(*) FROM dqx.history_values").ShouldBe(2L);
    }

    [Fact]
    public async Task AServerThatGoesAwayTakesNothingFromTheRunAndOneThatIsAwayStopsIt()
    {
        using var receiver = new HttpReceiver();
        WriteSuites(["num_rows() == 4"], $"processors:\n  hook:\n    use: webhook\n    url: {receiver.Url}\n    allow_private_addresses: true\n");
        (await RunAsync(_here, "run", "suite.yaml", "--quiet")).ShouldEndWith(0);
        await using (var relay = new Relay(server.Port, cutAt: "INSERT INTO", cutAfter: 0))
        {
            var result = (await RunAsync(_here, "run", "suite.yaml", "--output", "json", "--history", _schema.Url.Replace($":{server.Port}/", $":{relay.Text}/", StringComparison.Ordinal))).ShouldEndWith(4);
            var run = RunDocument.Read(result.Output);
            run.Status.ShouldBe(RunStatus.Passed);
            run.Diagnostics.Select(finding => finding.Id).ShouldBe(["DQX3203", "DQX3403"], ignoreOrder: true);
            run.Processors.Single(processor => processor.Name == "hook").Status.ShouldBe(ProcessorStatus.Succeeded);
        }

        receiver.Requests.Count.ShouldBe(2);
        var nobody = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        var away = (await RunAsync(_here, "run", "suite.yaml", "--history", $"postgres://dqx:s3cret@127.0.0.1:{nobody}/db")).ShouldEndWith(2);
        away.Error.ShouldContain($"error DQX5302: The history postgres://127.0.0.1:{nobody}/db (schema dqx) cannot be opened: Failed to connect");
        away.Error.ShouldEndWith("Nothing was run.\n");
        away.Error.ShouldNotContain("s3cret");
        receiver.Requests.Count.ShouldBe(2);
        var unset = (await DqxCommand.RunAsync(_here.Folder, "history", "list", "suite.yaml")).ShouldEndWith(2);
        unset.Error.ShouldContain("error DQX1110: The variable STORE_PASSWORD is not set");
    }

    private void WriteSuites(string[] expectations, string rest = "")
    {
        var url = _schema.Url.Replace(Uri.EscapeDataString(PostgresServer.Password), "${STORE_PASSWORD}", StringComparison.Ordinal);
        foreach (var workspace in new[] { _here, _there })
        {
            workspace.WithSuite(expectations, $"{rest}history: {url}\n");
        }
    }

    private static Dictionary<string, string> Environment() => new() { ["STORE_PASSWORD"] = Uri.EscapeDataString(PostgresServer.Password) };

    private static async Task<DqxResult> RunAsync(Workspace workspace, params string[] arguments)
    {
        var result = await DqxCommand.RunAsync(workspace.Folder, Environment(), arguments);
        (result.Output + result.Error).ShouldNotContain(PostgresServer.Password);
        (result.Output + result.Error).ShouldNotContain(Uri.EscapeDataString(PostgresServer.Password));
        return result;
    }

    /// <summary>Everything that the schema holds.</summary>
    private string Dump() => string.Join('\n', s_tables.Select(table => _schema.Scalar($"SELECT string_agg(t::text, ';' ORDER BY t::text) FROM dqx.{table} AS t")));
}
