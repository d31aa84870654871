using System.Text.Json;
using Dqx.Acceptance.Tests.Support;
using Dqx.Extensions.Tests.Servers;

namespace Dqx.Extensions.Tests.Monitoring;

/// <summary>The built command beside a real Pushgateway.</summary>
[Collection(MonitoringServersTests.Name)]
public sealed class DeliveryTests(MonitoringServers servers) : IAsyncLifetime
{
    public Task InitializeAsync() => servers.StartPushgatewayAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task TheVerdictIsAsIfTheGatewayWereUpAndTheNewestRunIsShownInTheEnd()
    {
        using var workspace = Workspace();
        servers.StopPushgateway();
        var down = await RunAsync(workspace, "2026-01-01");
        await RunAsync(workspace, "2026-01-02");

        down.GetProperty("status").GetString().ShouldBe("failed");
        Report(down).GetProperty("status").GetString().ShouldBe("failed");
        Report(down).GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("cannot be reached");
        (await workspace.RunAsync("deliveries", "list", "suite.yaml", "--pending")).ShouldEndWith(0).Output.ShouldContain("2026-01-02  monitoring  pending");

        await servers.StartPushgatewayAsync();
        (await workspace.RunAsync("deliveries", "retry", "suite.yaml")).ShouldEndWith(0).Output.ShouldContain("2 of 2 deliveries made");
        (await DateAsync()).ShouldBe("2026-01-02");

        servers.StopPushgateway();
        await RunAsync(workspace, "2026-01-03");
        await servers.StartPushgatewayAsync();
        var up = await RunAsync(workspace, "2026-01-04");
        Report(up).GetProperty("status").GetString().ShouldBe("succeeded");
        JsonElement.DeepEquals(up.GetProperty("exit"), down.GetProperty("exit")).ShouldBeTrue();
        (await DateAsync()).ShouldBe("2026-01-04");
    }

    [Fact]
    public async Task ARunForADateBeforeTheLastOneThatWasTakenIsNotShown()
    {
        using var workspace = Workspace();
        await RunAsync(workspace, "2026-01-05");

        var older = await RunAsync(workspace, "2026-01-04");

        Report(older).GetProperty("status").GetString().ShouldBe("skipped");
        (await DateAsync()).ShouldBe("2026-01-05");
        (await workspace.RunAsync("deliveries", "list", "suite.yaml")).Output.ShouldContain("the run is for 2026-01-04, and 2026-01-05 was told already");

        Report(await RunAsync(workspace, "2026-01-05")).GetProperty("status").GetString().ShouldBe("succeeded");
        Report(await RunAsync(workspace, "2026-01-06")).GetProperty("status").GetString().ShouldBe("succeeded");
        (await DateAsync()).ShouldBe("2026-01-06");
    }

    [Fact]
    public async Task HowLongTheOtherProcessorsTookIsShown()
    {
        using var workspace = Workspace("  db_writer:\n    database_url: sqlite:results.db\n  broken:\n    use: db_writer\n    database_url: sqlite:suite.yaml\n    retries: 0\n");

        await RunAsync(workspace, "2026-01-05");

        var times = (await servers.PushedAsync()).Where(sample => sample.Name == "dqx_processor_duration_seconds").ToList();
        times.Select(time => (time.Labels["processor"], time.Labels["outcome"])).ShouldBe([("broken", "failed"), ("db_writer", "succeeded")], ignoreOrder: true);
        times.ShouldAllBe(time => time.Value > 0);
    }

    private Workspace Workspace(string processors = "")
        => new Workspace().WithSuite(["num_rows() > 0", "num_rows() > 1000"], $"processors:\n  monitoring:\n    endpoint: {servers.Pushgateway}\n    retries: 0\n{processors}");

    private async Task<string> DateAsync() => (await servers.PushedAsync()).Single(sample => sample.Name == "dqx_success_rate").Labels["date"];

    private static JsonElement Report(JsonElement document)
        => document.GetProperty("processors").EnumerateArray().Single(processor => processor.GetProperty("name").GetString() == "monitoring");

    private static async Task<JsonElement> RunAsync(Workspace workspace, string date)
        => JsonElement.Parse((await workspace.RunAsync("run", "suite.yaml", "--date", date, "--no-history", "--output", "json")).ShouldEndWith(1).Output);
}
