using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dqx.Extensions.Tests.DatabaseWriter;

namespace Dqx.Extensions.Tests.Webhooks;

public sealed class PostTests : WebhookTest
{
    [Fact]
    public async Task TheBodyIsTheRunDocument()
    {
        using var receiver = new HttpReceiver();
        var run = SampleRuns.Full();

        await Post(receiver, run);

        var request = receiver.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe("POST /hook HTTP/1.1");
        request.Text.ShouldBe(RunDocument.ToJson(run));
        request.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        request.Headers["Idempotency-Key"].ShouldBe($"{run.RunId}/hook");
        request.Headers["Dqx-Notification"].ShouldBe("result");
        request.Headers.ShouldNotContainKey("Dqx-Signature");
    }

    [Fact]
    public async Task TheSignatureIsOverTheTimeAndTheExactBody()
    {
        using var receiver = new HttpReceiver();

        await Post(receiver, SampleRuns.Full() with { Suite = "Größe 🎯" }, [("secret", "open sesame")]);

        var request = receiver.Requests.ShouldHaveSingleItem();
        var parts = request.Headers["Dqx-Signature"].Split(',').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var signed = Encoding.UTF8.GetBytes(parts["t"] + ".").Concat(request.Body).ToArray();
        parts["v1"].ShouldBe(Convert.ToHexStringLower(HMACSHA256.HashData("open sesame"u8, signed)));
        var time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts["t"], CultureInfo.InvariantCulture));
        (TimeProvider.System.GetUtcNow() - time).ShouldBeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task HeadersAndTheLoginOfTheUrlAreSent()
    {
        using var receiver = new HttpReceiver();

        await Post(receiver, SampleRuns.Full(), [
            ("url", receiver.Url.Replace("http://", "http://me:p%40ss@", StringComparison.Ordinal)),
            ("headers", new Dictionary<string, string> { ["X-Api-Key"] = "k: 1, 2", ["User-Agent"] = "mine" }),
        ]);

        var headers = receiver.Requests.ShouldHaveSingleItem().Headers;
        headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String("me:p@ss"u8));
        headers["X-Api-Key"].ShouldBe("k: 1, 2");
        headers["User-Agent"].ShouldBe("mine");
    }

    [Fact]
    public async Task AnInstanceNameOfAnyAlphabetIsAKey()
    {
        using var receiver = new HttpReceiver();
        var run = SampleRuns.Full();

        await (await Initialised(Settings(receiver.Url))).ProcessAsync(run, ContextOf(run) with { IdempotencyKey = $"{run.RunId}/größe 1%\r\nX-Evil: 1" }, CancellationToken.None);

        var headers = receiver.Requests.ShouldHaveSingleItem().Headers;
        headers["Idempotency-Key"].ShouldBe($"{run.RunId}/gr%C3%B6%C3%9Fe%201%25%0D%0AX-Evil:%201");
        headers.ShouldNotContainKey("X-Evil");
    }

    [Fact]
    public async Task EveryRunIsPostedByOneProcessor()
    {
        using var receiver = new HttpReceiver();
        var processor = await Initialised(Settings(receiver.Url));

        foreach (var run in new[] { SampleRuns.Full(), SampleRuns.Empty() })
        {
            await processor.ProcessAsync(run, ContextOf(run), CancellationToken.None);
        }

        receiver.Requests.Select(request => RunDocument.Read(request.Text).Suite).ShouldBe(["Orders quality", "Empty"]);
    }

    [Fact]
    public async Task NothingIsContactedBeforeThereIsARun()
    {
        using var receiver = new HttpReceiver();

        await Initialised(Settings(receiver.Url));

        receiver.Connections.ShouldBe(0);
    }
}
