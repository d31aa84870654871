using System.Diagnostics;
using System.Globalization;
using Dqx.Extensions.Tests.DatabaseWriter;

namespace Dqx.Extensions.Tests.Webhooks;

public sealed class RetryTests : WebhookTest
{
    [Theory]
    [InlineData("429 Too Many Requests")]
    [InlineData("503 Service Unavailable")]
    public async Task ABusyReceiverIsWaitedForAndAskedAgain(string status)
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer(status, "", "Retry-After: 1"), HttpReceiver.Answer("200 OK", "ok"));
        var run = SampleRuns.Full();
        var watch = Stopwatch.StartNew();

        await Post(receiver, run, [("secret", "s")]);

        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(950));
        receiver.Requests.Count.ShouldBe(2);
        receiver.Requests.ShouldAllBe(request => request.Headers["Idempotency-Key"] == $"{run.RunId}/hook" && request.Text == RunDocument.ToJson(run));
        // Signed anew: a receiver refuses old times.
        receiver.Requests.Select(request => request.Headers["Dqx-Signature"]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task ADateIsWaitedFor()
    {
        var date = TimeProvider.System.GetUtcNow().AddSeconds(2).ToString("R", CultureInfo.InvariantCulture);
        using var receiver = new HttpReceiver(HttpReceiver.Answer("503 No", "", $"Retry-After: {date}"), HttpReceiver.Answer("204 Yes"));

        await Post(receiver, SampleRuns.Full());

        receiver.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ADateThatIsPastIsNow()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("503 No", "", "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT"), HttpReceiver.Answer("204 Yes"));

        await Post(receiver, SampleRuns.Full());

        receiver.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task AWaitThatIsTooLongIsAFailureThatSaysSo()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("429 No", "", "Retry-After: 3600"));

        var failure = await Failure(receiver);

        failure.DiagnosticId.ShouldBe("DQX6206");
        failure.Message.ShouldBe($"127.0.0.1:{receiver.Port} answered 429 and asks to wait 3600 s; posted 1 time, waited 0 s. Post less often, or raise max_wait and timeout.");
        receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AReceiverThatIsBusyAgainAndAgainIsGivenUp()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("503 No", "", "Retry-After: 0"));

        var failure = await Failure(receiver);

        failure.DiagnosticId.ShouldBe("DQX6206");
        failure.Message.ShouldContain("posted 4 times");
        receiver.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task NothingIsWaitedForWithoutTimeForIt()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("503 No", "", "Retry-After: 1"));

        (await Failure(receiver, ("max_wait", 0))).DiagnosticId.ShouldBe("DQX6206");
    }

    [Fact]
    public async Task AWaitEndsAtTheTimeLimit()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("503 No", "", "Retry-After: 20"));
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Should.ThrowAsync<OperationCanceledException>(() => Post(receiver, SampleRuns.Full(), cancellationToken: limit.Token));
    }

    [Fact]
    public async Task OtherAnswersAreNotWaitedFor()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("500 No", "", "Retry-After: 1"));

        (await Failure(receiver)).DiagnosticId.ShouldBe("DQX6202");
    }
}
