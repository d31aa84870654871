using System.Text.Json;
using Dqx.Acceptance.Tests.Support;
using Dqx.Extensions.Tests.Servers;

namespace Dqx.Extensions.Tests.DatabaseWriter.Postgres;

/// <summary>The built command, while its database is down.</summary>
public sealed class DeliveryTests(PostgresServer server) : PostgresTest(server)
{
    [Fact]
    public async Task TheVerdictIsAsIfTheServerWereUpAndNothingIsLost()
    {
        using var workspace = new Workspace().WithSuite(
            ["num_rows() > 0", "num_rows() > 1000"],
            $"processors:\n  db_writer:\n    database_url: {Server.Url(Database)}\n    retries: 0\n");
        var up = await RunAsync(workspace, "2026-01-01");
        Server.Stop();

        var down = await RunAsync(workspace, "2026-01-02");
        await RunAsync(workspace, "2026-01-03");

        down.GetProperty("status").GetString().ShouldBe("failed");
        JsonElement.DeepEquals(down.GetProperty("results"), up.GetProperty("results")).ShouldBeTrue();
        JsonElement.DeepEquals(down.GetProperty("exit"), up.GetProperty("exit")).ShouldBeTrue();
        var report = down.GetProperty("processors").EnumerateArray().Single(processor => processor.GetProperty("name").GetString() == "db_writer");
        report.GetProperty("status").GetString().ShouldBe("failed");
        report.GetProperty("error").GetString().ShouldNotBeNull().ShouldContain($"postgres://127.0.0.1:{Server.Port}/{Database}: the server cannot be reached");
        down.GetRawText().ShouldNotContain(Uri.EscapeDataString(PostgresServer.Password));
        (await workspace.RunAsync("deliveries", "list", "suite.yaml", "--pending")).ShouldEndWith(0).Output.ShouldContain("2026-01-02  db_writer  pending");

        await Server.StartAsync();
        (await workspace.RunAsync("deliveries", "retry", "suite.yaml")).ShouldEndWith(0);
        Dates().ShouldBe("2026-01-01\n2026-01-02\n2026-01-03");

        Server.Kill();
        await RunAsync(workspace, "2026-01-04");
        await Server.StartAsync();
        await RunAsync(workspace, "2026-01-05");
        Dates().ShouldBe("2026-01-01\n2026-01-02\n2026-01-03\n2026-01-04\n2026-01-05");
        ShouldHoldWholeRuns(5);
    }

    private static async Task<JsonElement> RunAsync(Workspace workspace, string date)
        => JsonElement.Parse((await workspace.RunAsync("run", "suite.yaml", "--date", date, "--no-history", "--output", "json")).ShouldEndWith(1).Output);

    private string Dates() => Query("SELECT date FROM dqx_runs ORDER BY date");
}
