using Dqx.Acceptance.Tests.Support;
using Dqx.Extensions.Tests.EmailAlerts;
using Dqx.Extensions.Tests.Servers;
using Dqx.Extensions.Tests.Webhooks;

namespace Dqx.Acceptance.Tests;

/// <summary>Whoever is told is away, and comes back.</summary>
public sealed class DeliveryOutageTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_every_server_down_the_verdict_stands_and_what_is_due_is_delivered_later(bool byTheNextRun)
    {
        var (smtp, http) = (FreePort.Next(), FreePort.Next());
        await using var monitoring = new Monitoring();
        using var workspace = new Workspace().WithSuite(["num_rows() == 4", "num_rows() > 100"], $"""
            processors:
              mail:
                use: email_alerts
                to_emails: [a@example.com]
                smtp_port: {smtp}
                tls: none
                notify: every
              hook:
                use: webhook
                url: http://127.0.0.1:{http}/hook
                allow_private_addresses: true
                retries: 0
              gauges:
                use: monitoring
                endpoint: {monitoring.Servers.Pushgateway}
                retries: 0
            """);
        var alone = RunDocument.Read((await workspace.RunAsync("run", "suite.yaml", "--output", "json", "--no-processors")).ShouldEndWith(1).Output);

        var run = RunDocument.Read((await workspace.RunAsync("run", "suite.yaml", "--output", "json")).ShouldEndWith(1).Output);

        run.Results.Select(result => (result.Assertion, result.Status, result.Value)).ShouldBe(alone.Results.Select(result => (result.Assertion, result.Status, result.Value)));
        run.Exit!.Reasons.ShouldBe(alone.Exit!.Reasons);
        string[] all = ["gauges", "hook", "mail"];
        run.Processors.Where(report => all.Contains(report.Name)).ShouldAllBe(report => report.Status == ProcessorStatus.Failed);
        var due = (await workspace.RunAsync("deliveries", "list", "suite.yaml", "--pending")).ShouldEndWith(0).Output;
        all.ShouldAllBe(instance => due.Contains($"{instance} "));
        due.Split("pending").Length.ShouldBe(4);
        (await workspace.RunAsync("deliveries", "retry", "suite.yaml")).ShouldEndWith(4);

        using var mails = new SmtpServer(smtp);
        using var posts = new HttpReceiver(certificate: null, [], http);
        await monitoring.Servers.StartPushgatewayAsync();
        (await (byTheNextRun ? workspace.RunAsync("run", "suite.yaml") : workspace.RunAsync("deliveries", "retry", "suite.yaml"))).ShouldEndWith(byTheNextRun ? 1 : 0);

        (await workspace.RunAsync("deliveries", "list", "suite.yaml", "--pending")).ShouldEndWith(0).Output.ShouldNotContain("pending");
        var runs = byTheNextRun ? 2 : 1;
        mails.Mails.Count.ShouldBe(runs);
        posts.Requests.Count.ShouldBe(runs);
        posts.Requests.First().Headers["Idempotency-Key"].ShouldBe($"{run.RunId}/hook");
        (await monitoring.Servers.PushedAsync()).ShouldContain(sample => sample.Name == "dqx_failed_assertions");
    }

    [Fact]
    public async Task A_suite_that_fails_fails_and_passes_is_mailed_twice()
    {
        using var mails = new SmtpServer();
        using var workspace = new Workspace().WithSuite(["num_rows() > 4"], $"""
            processors:
              email_alerts:
                to_emails: [a@example.com]
                smtp_port: {mails.Port}
                tls: none
                notify: status_change
            """);

        (await workspace.RunAsync("run", "suite.yaml")).ShouldEndWith(1);
        (await workspace.RunAsync("run", "suite.yaml")).ShouldEndWith(1);
        workspace.With("orders.csv", Workspace.Orders + "5,1,Rome\n");
        (await workspace.RunAsync("run", "suite.yaml")).ShouldEndWith(0);
        (await workspace.RunAsync("run", "suite.yaml")).ShouldEndWith(0);

        mails.Mails.Select(mail => mail.Raw.Split("\r\n").Single(line => line.StartsWith("Subject: ", StringComparison.Ordinal))).ShouldBe(
            ["Subject: DQX Alert: 1 failure in Orders", "Subject: DQX Recovered: Orders"]);
    }

    /// <summary>A Pushgateway that is not there yet.</summary>
    private sealed class Monitoring : IAsyncDisposable
    {
        public MonitoringServers Servers { get; } = new();

        public async ValueTask DisposeAsync() => await Servers.DisposeAsync();
    }
}
