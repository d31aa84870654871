using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dqx.Extensions.Tests.DatabaseWriter;

namespace Dqx.Extensions.Tests.Webhooks;

public sealed class FailureTests : WebhookTest
{
    [Theory]
    [InlineData("500 Internal Server Error", "The receiver failed; it may take the run later.")]
    [InlineData("400 Bad Request", "look at template")]
    [InlineData("403 Forbidden", "Look at url, secret and headers.")]
    [InlineData("404 Not Found", "Look at url")]
    [InlineData("413 Content Too Large", "lower than max_bytes")]
    [InlineData("429 Too Many Requests", "look at template")]
    [InlineData("503 Service Unavailable", "may take the run later")]
    public async Task ARefusalIsToldWithTheAnswerAndIsNotTriedAgain(string status, string advice)
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer(status, "invalid_blocks\r\n\u001b[31mtwo"));

        var failure = await Failure(receiver);

        failure.DiagnosticId.ShouldBe("DQX6202");
        failure.Message.ShouldBe($"127.0.0.1:{receiver.Port} answered {status[..3]} (invalid_blocks   [31mtwo). {failure.Message[(failure.Message.IndexOf("). ", StringComparison.Ordinal) + 3)..]}");
        failure.Message.ShouldContain(advice);
        receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AnAnswerThatRepeatsASecretDoesNotShowIt()
    {
        using var receiver = new HttpReceiver(HttpReceiver.Answer("401 Unauthorized", "wrong token hunter2 for sesame"));

        var failure = await Failure(receiver, ("headers", new Dictionary<string, string> { ["Authorization"] = "hunter2" }), ("secret", "sesame"));

        failure.Message.ShouldContain("wrong token *** for ***");
    }

    [Fact]
    public async Task AnAnswerWithoutEndIsNotReadToIt()
    {
        using var receiver = new HttpReceiver($"HTTP/1.1 500 No\r\nContent-Length: 1000000000\r\n\r\n{new string('x', 100_000)}");

        (await Failure(receiver)).Message.Length.ShouldBeLessThan(500);
    }

    [Fact]
    public async Task AnAnswerThatBreaksOffIsStillARefusal()
    {
        using var receiver = new HttpReceiver("HTTP/1.1 500 No\r\nContent-Length: 100\r\n\r\nhalf");

        var failure = await Failure(receiver);

        failure.DiagnosticId.ShouldBe("DQX6202");
        failure.Message.ShouldContain("answered 500 (its text broke off)");
    }

    [Fact]
    public async Task ADeadReceiverIsNamed()
    {
        using var receiver = new HttpReceiver();
        receiver.Dispose();

        var failure = await Failure(receiver);

        failure.DiagnosticId.ShouldBe("DQX6201");
        failure.Message.ShouldStartWith($"127.0.0.1:{receiver.Port} cannot be connected to: ");
    }

    [Fact]
    public async Task AReceiverThatHangsUpIsNamed()
    {
        using var receiver = new HttpReceiver("");

        var failure = await Failure(receiver);

        failure.DiagnosticId.ShouldBe("DQX6201");
        failure.Message.ShouldContain("ended the connection without an answer");
    }

    [Fact]
    public async Task AnAnswerThatIsNoHttpIsNamed()
    {
        using var receiver = new HttpReceiver("220 mail.example ESMTP\r\n");

        (await Failure(receiver)).DiagnosticId.ShouldBe("DQX6201");
    }

    [Fact]
    public async Task AnUnknownHostIsNamed()
    {
        var run = SampleRuns.Full();
        var processor = await Initialised(Settings("https://nowhere.invalid/hook"));

        var failure = await Should.ThrowAsync<DqxException>(async () => await processor.ProcessAsync(run, ContextOf(run), CancellationToken.None));

        failure.DiagnosticId.ShouldBe("DQX6201");
        failure.Message.ShouldContain("nowhere.invalid:443: the host's name is not known");
    }

    [Fact]
    public async Task ACertificateThatNobodyTrustsIsNamed()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var receiver = new HttpReceiver(certificate, []);

        var failure = await Failure(receiver, ("url", receiver.Url.Replace("http:", "https:", StringComparison.Ordinal)));

        failure.DiagnosticId.ShouldBe("DQX6205");
        failure.Message.ShouldContain("no secure connection");
        failure.Message.ShouldContain("certificate");
        receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task ASlowReceiverIsLeftAtTheTimeLimit()
    {
        using var receiver = new HttpReceiver([null]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var watch = Stopwatch.StartNew();

        await Should.ThrowAsync<OperationCanceledException>(() => Post(receiver, SampleRuns.Full(), cancellationToken: limit.Token));

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        receiver.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task AReceiverThatTakesNoConnectionIsLeftAtTheTimeLimit()
    {
        // Its queue is full, so the connection is neither taken nor refused.
        using var full = new Socket(SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using var first = new TcpClient();
        using var second = new TcpClient();
        var port = ((IPEndPoint)full.LocalEndPoint.ShouldNotBeNull()).Port;
        await first.ConnectAsync(IPAddress.Loopback, port);
        var waiting = second.ConnectAsync(IPAddress.Loopback, port);
        var run = SampleRuns.Full();
        var processor = await Initialised(Settings($"http://127.0.0.1:{port}/"));
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Should.ThrowAsync<OperationCanceledException>(async () => await processor.ProcessAsync(run, ContextOf(run), limit.Token));
        GC.KeepAlive(waiting);
    }
}
