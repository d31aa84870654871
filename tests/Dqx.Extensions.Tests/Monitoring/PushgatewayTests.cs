using Dqx.Extensions.Tests.DatabaseWriter;
using Dqx.Extensions.Tests.Servers;
using Dqx.Extensions.Tests.Webhooks;

namespace Dqx.Extensions.Tests.Monitoring;

[Collection(MonitoringServersTests.Name)]
public sealed class PushgatewayTests(MonitoringServers servers) : MonitoringTest, IAsyncLifetime
{
    /// <summary>Empty, whatever another test has pushed.</summary>
    public Task InitializeAsync() => servers.StartPushgatewayAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task TheFiguresOfTheRunAreReadBack()
    {
        await Send(servers.Pushgateway, SampleRuns.Full(), ("default_labels", new Dictionary<string, string> { ["team"] = "payments" }));

        var pushed = await PushedAsync();
        pushed.Single(sample => sample.Name == "dqx_total_assertions").Labels.ShouldBe(
            new Dictionary<string, string>
            {
                ["job"] = "dqx", ["suite"] = "Orders quality", ["date"] = "2026-11-20", ["tag_country"] = "NL", ["tag_env"] = "prod", ["team"] = "payments", ["instance"] = "",
            },
            ignoreOrder: true);
        pushed.Where(sample => !sample.Labels.ContainsKey("assertion")).ToDictionary(sample => sample.Name, sample => sample.Value).ShouldBe(
            new Dictionary<string, double>
            {
                ["dqx_total_assertions"] = 4, ["dqx_passed_assertions"] = 1, ["dqx_failed_assertions"] = 1, ["dqx_error_assertions"] = 0, ["dqx_skipped_assertions"] = 1,
                ["dqx_muted_assertions"] = 1, ["dqx_success_rate"] = 0.25, ["dqx_failures_P0"] = 1, ["dqx_failures_P1"] = 0, ["dqx_failures_P2"] = 0, ["dqx_failures_P3"] = 0,
                ["dqx_errors_P0"] = 0, ["dqx_errors_P1"] = 0, ["dqx_errors_P2"] = 0, ["dqx_errors_P3"] = 0, ["dqx_run_duration_seconds"] = 0.0125, ["dqx_run_timestamp_seconds"] = 1763627400.25 + 31536000,
            },
            ignoreOrder: true);
        var value = pushed.Where(sample => sample.Name == "dqx_assertion_value").Single(sample => sample.Labels["assertion"] == "revenue is between");
        value.Value.ShouldBe(0.1 + 0.2);
        value.Labels.ShouldContainKeyAndValue("check", "Revenue integrity");
        value.Labels.ShouldContainKeyAndValue("segment", "NL");
        value.Labels.ShouldContainKeyAndValue("severity", "P0");
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("/")]
    [InlineData("..")]
    [InlineData("100% \"quoted\" \\ \n ? # & = @base64")]
    [InlineData("Größe 大きさ 🎯")]
    public async Task LabelsMayHoldAnything(string text)
    {
        var run = SampleRuns.Empty() with
        {
            Suite = text,
            Key = new ResultKey(new DateOnly(2026, 11, 20), [KeyValuePair.Create("a-b", text), KeyValuePair.Create("a_b", "other")]),
            Results = [SampleRuns.Result(text) with { Check = text }],
        };

        await Send(servers.Pushgateway, run, ("default_labels", new Dictionary<string, string> { ["any"] = text, ["empty"] = "" }));

        var sample = (await PushedAsync()).Single(sample => sample.Name == "dqx_assertion_value");
        foreach (var label in (string[])["suite", "check", "assertion", "any", "tag_a_b"])
        {
            sample.Labels[label].ShouldBe(text, label);
        }

        sample.Labels["tag_a_b_2"].ShouldBe("other");
        sample.Labels.GetValueOrDefault("empty", "").ShouldBe("");
    }

    [Fact]
    public async Task TheSameRunTwiceHasOneEffectAndTheNextOneReplacesIt()
    {
        var run = SampleRuns.Full();
        await Send(servers.Pushgateway, run);
        var once = await PushedAsync();
        await Send(servers.Pushgateway, run);
        (await PushedAsync()).Count.ShouldBe(once.Count);

        await Send(servers.Pushgateway, run with { Key = new ResultKey(new DateOnly(2026, 11, 21), run.Key.Tags), Results = [SampleRuns.Result("only")] });

        var pushed = await PushedAsync();
        pushed.ShouldAllBe(sample => sample.Labels["date"] == "2026-11-21");
        pushed.Where(sample => sample.Name == "dqx_assertion_value").ShouldHaveSingleItem().Labels["assertion"].ShouldBe("only");
    }

    [Fact]
    public async Task AnotherSuiteAndOtherTagsStayBesideIt()
    {
        var run = SampleRuns.Full();
        await Send(servers.Pushgateway, run);
        await Send(servers.Pushgateway, run with { Suite = "Other" });
        await Send(servers.Pushgateway, run with { Key = ResultKey.For(run.Key.Date) });

        (await PushedAsync()).Count(sample => sample.Name == "dqx_success_rate").ShouldBe(3);
    }

    [Fact]
    public async Task OnlySoManyValuesOfAssertionsAreSent()
    {
        await Send(servers.Pushgateway, SampleRuns.Large(20), ("max_assertion_values", 5), ("namespace", "quality"));
        (await PushedAsync()).Count(sample => sample.Name == "quality_assertion_value").ShouldBe(5);

        await Send(servers.Pushgateway, SampleRuns.Large(20), ("max_assertion_values", 0), ("namespace", "quality"));
        (await PushedAsync()).ShouldNotContain(sample => sample.Name == "quality_assertion_value");
    }

    [Fact]
    public async Task PrometheusScrapesThem()
    {
        var suite = $"Scraped {Guid.NewGuid()}";
        await Send(servers.Pushgateway, SampleRuns.Full() with { Suite = suite });

        IReadOnlyList<MonitoringServers.Sample> found = [];
        await Eventually.TrueAsync(
            async () => (found = await servers.QueryAsync($"dqx_failures_P0{{suite=\"{suite}\", date=\"2026-11-20\"}}")).Count > 0,
            () => "Prometheus has not scraped the Pushgateway.",
            TimeSpan.FromMinutes(1));

        var sample = found.ShouldHaveSingleItem();
        sample.Value.ShouldBe(1);
        sample.Labels.ShouldContainKeyAndValue("job", "dqx");
        (await servers.QueryAsync($"dqx_assertion_value{{suite=\"{suite}\"}} > 1000")).ShouldHaveSingleItem().Value.ShouldBe(3_000_000);
    }

    [Fact]
    public async Task APathThatNothingListensToIsNamed()
    {
        var failure = await Failure($"{servers.Pushgateway}/nowhere");

        failure.DiagnosticId.ShouldBe("DQX6402");
        failure.Message.ShouldContain("answered 404");
        failure.Message.ShouldContain("nothing takes metrics there");
    }

    [Fact]
    public async Task AGatewayThatIsDownIsNamed()
    {
        servers.StopPushgateway();

        var failure = await Failure(servers.Pushgateway.Replace("http://", "http://user:hunter2@", StringComparison.Ordinal));

        failure.DiagnosticId.ShouldBe("DQX6401");
        failure.Message.ShouldStartWith($"{servers.Pushgateway["http://".Length..]} cannot be reached");
        failure.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task UserPasswordAndHeadersGoWithTheRequest()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("200 OK"));

        await Send($"http://dqx:p%C3%A4ss@127.0.0.1:{receiver.Port}/gateway/", SampleRuns.Full(), ("headers", new Dictionary<string, string> { ["X-Scope-OrgID"] = "tenant" }));

        var request = receiver.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe("PUT /gateway/metrics/job/dqx/suite@base64/T3JkZXJzIHF1YWxpdHk/tag_country/NL/tag_env/prod HTTP/1.1");
        request.Headers["Authorization"].ShouldBe($"Basic {Convert.ToBase64String("dqx:päss"u8)}");
        request.Headers["X-Scope-OrgID"].ShouldBe("tenant");
        request.Headers["Content-Type"].ShouldBe("text/plain; version=0.0.4; charset=utf-8");
    }

    [Fact]
    public async Task ARefusalShowsItsTextWithoutSecrets()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("401 Unauthorized", "no entry for hunter2"));
        using var processor = await Initialised(Settings($"http://127.0.0.1:{receiver.Port}", ("headers", new Dictionary<string, string> { ["X-Token"] = "hunter2" })));

        var failure = await Should.ThrowAsync<DqxException>(async () => await processor.ProcessAsync(SampleRuns.Full(), SampleRuns.ContextOf(SampleRuns.Full()), CancellationToken.None));

        failure.DiagnosticId.ShouldBe("DQX6402");
        failure.Message.ShouldBe($"127.0.0.1:{receiver.Port} answered 401 (no entry for ***). Look at endpoint (user and password) and headers.");
    }

    [Fact]
    public async Task AGatewayThatNeverAnswersIsGivenUp()
    {
        using var receiver = new HttpReceiver((string?)null);

        var failure = await Failure($"http://127.0.0.1:{receiver.Port}", ("request_timeout", "200ms"));

        failure.DiagnosticId.ShouldBe("DQX6403");
        failure.Message.ShouldStartWith($"127.0.0.1:{receiver.Port} did not answer within 0.2 s.");
    }

    [Fact]
    public async Task TheTimeLimitOfTheHostIsHonoured()
    {
        using var receiver = new HttpReceiver((string?)null);
        using var processor = await Initialised(Settings($"http://127.0.0.1:{receiver.Port}"));
        using var limit = new CancellationTokenSource();

        var sending = processor.ProcessAsync(SampleRuns.Full(), SampleRuns.ContextOf(SampleRuns.Full()), limit.Token).AsTask();
        await receiver.Held.WaitAsync();
        await limit.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sending);
    }

    /// <summary>Without the gateway's own figures about its groups.</summary>
    private async Task<IReadOnlyList<MonitoringServers.Sample>> PushedAsync()
        => [.. (await servers.PushedAsync()).Where(sample => !sample.Name.StartsWith("push_", StringComparison.Ordinal))];
}
