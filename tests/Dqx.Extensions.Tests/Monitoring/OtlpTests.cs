using Dqx.Extensions.Tests.DatabaseWriter;
using Dqx.Extensions.Tests.Servers;
using Dqx.Extensions.Tests.Webhooks;

namespace Dqx.Extensions.Tests.Monitoring;

public sealed class OtlpTests : MonitoringTest
{
    private static readonly (string, object) s_otlp = ("protocol", "otlp");

    [Fact]
    public async Task TheFiguresOfTheRunArriveOnce()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("200 OK"));

        await Send(
            $"http://dqx:secret@127.0.0.1:{receiver.Port}", SampleRuns.Full(), s_otlp,
            ("default_labels", new Dictionary<string, string> { ["team"] = "payments" }), ("headers", new Dictionary<string, string> { ["X-Token"] = "t" }));

        var request = receiver.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe("POST /v1/metrics HTTP/1.1");
        request.Headers["Content-Type"].ShouldBe("application/x-protobuf");
        request.Headers["Authorization"].ShouldBe($"Basic {Convert.ToBase64String("dqx:secret"u8)}");
        request.Headers["X-Token"].ShouldBe("t");
        OtlpMessage.Resource(request.Body).ShouldBe(new Dictionary<string, string> { ["service.name"] = "dqx" });
        var gauges = OtlpMessage.Gauges(request.Body);
        var rate = gauges.Single(gauge => gauge.Name == "dqx_success_rate");
        rate.Value.ShouldBe(0.25);
        rate.Attributes.ShouldBe(
            new Dictionary<string, string> { ["job"] = "dqx", ["suite"] = "Orders quality", ["date"] = "2026-11-20", ["tag_country"] = "NL", ["tag_env"] = "prod", ["team"] = "payments" },
            ignoreOrder: true);
        gauges.Single(gauge => gauge.Name == "dqx_failures_P0").Value.ShouldBe(1);
        gauges.Single(gauge => gauge.Name == "dqx_run_duration_seconds").Value.ShouldBe(0.0125);
        gauges.Single(gauge => gauge.Name == "dqx_assertion_value" && gauge.Attributes["assertion"] == "collected").Value.ShouldBe(3_000_000);
    }

    [Fact]
    public async Task EveryValueArrivesBeyondTheExportersOwnLimit()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("200 OK"));

        await Send($"http://127.0.0.1:{receiver.Port}/custom/path", SampleRuns.Large(3000), s_otlp, ("max_assertion_values", 3000));

        var request = receiver.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe("POST /custom/path HTTP/1.1");
        OtlpMessage.Gauges(request.Body).Where(gauge => gauge.Name == "dqx_assertion_value").Select(gauge => gauge.Attributes["assertion"]).Distinct().Count().ShouldBe(3000);
    }

    [Fact]
    public async Task TwoAtTheSameTimeDoNotSendEachOthersFigures()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("200 OK"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(index => Task.Run(() => Send($"http://127.0.0.1:{receiver.Port}", SampleRuns.Full() with { Suite = $"Suite {index}" }, s_otlp))));

        receiver.Requests.Select(request => OtlpMessage.Gauges(request.Body).Select(gauge => gauge.Attributes["suite"]).Distinct().ShouldHaveSingleItem())
            .ShouldBe(["Suite 0", "Suite 1", "Suite 2", "Suite 3"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("401 Unauthorized", "answered 401. Look at endpoint")]
    [InlineData("404 Not Found", "answered 404. Look at endpoint and protocol")]
    [InlineData("503 Service Unavailable", "answered 503. The receiver failed")]
    public async Task ARefusalIsNamed(string answer, string expected)
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer(answer));

        var failure = await Failure($"http://127.0.0.1:{receiver.Port}", s_otlp);

        failure.DiagnosticId.ShouldBe("DQX6402");
        failure.Message.ShouldContain(expected);
    }

    [Fact]
    public async Task AReceiverThatIsDownIsNamed()
    {
        var failure = await Failure($"http://127.0.0.1:{FreePort.Next()}", s_otlp);

        failure.DiagnosticId.ShouldBe("DQX6401");
        failure.Message.ShouldContain("cannot be reached");
    }

    [Fact]
    public async Task AReceiverThatNeverAnswersIsGivenUp()
    {
        using var receiver = new HttpReceiver((string?)null);

        (await Failure($"http://127.0.0.1:{receiver.Port}", s_otlp, ("request_timeout", "200ms"))).DiagnosticId.ShouldBe("DQX6403");
    }

    [Fact]
    public async Task TheTimeLimitOfTheHostIsHonoured()
    {
        using var receiver = new HttpReceiver((string?)null);
        using var processor = await Initialised(Settings($"http://127.0.0.1:{receiver.Port}", s_otlp));
        using var limit = new CancellationTokenSource();

        var sending = Task.Run(async () => await processor.ProcessAsync(SampleRuns.Full(), SampleRuns.ContextOf(SampleRuns.Full()), limit.Token));
        await receiver.Held.WaitAsync();
        await limit.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sending);
    }
}
