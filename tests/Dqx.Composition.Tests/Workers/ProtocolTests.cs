using System.Text;
using System.Text.Json;
using Dqx.Composition.Running;
using Dqx.Composition.Workers;
using Dqx.Composition.Workers.Protocol;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Tests.Workers;

/// <summary>What goes over the wire comes back as it was.</summary>
public sealed class ProtocolTests
{
    [Fact]
    public void A_request_to_initialise_comes_back_as_it_was()
    {
        var sent = new InitializeRequest
        {
            Instance = "page",
            Extension = "Mail",
            File = "/catalog/Mail/Mail.dll",
            Processor = "email_alerts",
            Type = "Mail.Processor",
            Parts = ["Mail.Part"],
            Settings = ProcessorSettings.FromJson("""{ "to": ["a"], "password": "word" }""", "/suites", ["word"]),
            MemoryLimit = 1L << 40,
            LogLevel = LogLevel.Warning,
        };

        var read = InitializeRequest.Read(Through(sent).Header);

        (read with { Settings = sent.Settings, Parts = sent.Parts }).ShouldBe(sent);
        read.Parts.ShouldBe(sent.Parts);
        read.Settings.Root.GetRawText().ShouldBe("""{"to":["a"],"password":"word"}""");
        read.Settings.ResolvePath("x").ShouldBe("/suites/x");
        read.Settings.Redact("the word").ShouldBe("the ***");
    }

    [Fact]
    public void A_run_and_its_context_come_back_as_they_were()
    {
        var context = new ProcessorContext
        {
            Instance = "page",
            Attempt = 3,
            IdempotencyKey = "run/page",
            Notification = new Notification(NotificationKind.Recovery, [new ProblemKey("a", "b", AssertionStatus.Failed)], [new ProblemKey("c", "d", AssertionStatus.Error) { CheckId = "1", AssertionId = "2" }]),
        };

        var frame = Through(new ProcessRequest(context), ProcessRequest.Document(Support.Runs.Failing));

        var read = ProcessRequest.Read(frame.Header).Context;
        (read with { Notification = context.Notification }).ShouldBe(context);
        read.Notification.Kind.ShouldBe(NotificationKind.Recovery);
        read.Notification.New.ShouldBe(context.Notification.New);
        read.Notification.Recovered.ShouldBe(context.Notification.Recovered);
        Encoding.UTF8.GetString(frame.Body.Span).ShouldBe(RunDocument.ToJson(Support.Runs.Failing));
    }

    [Fact]
    public void A_context_that_makes_no_sense_is_refused()
        => Should.Throw<InvalidDataException>(() => ProcessRequest.Read(JsonElement.Parse("""{ "instance": "x", "attempt": 1, "idempotency_key": "x", "notification": "shout", "new": [], "recovered": [] }""")));

    [Fact]
    public void A_reply_is_cut_to_size_by_whoever_reads_it()
    {
        CallReply.Read(Through(new CallReply(Fault: null)).Header).Fault.ShouldBeNull();
        var sent = new ProcessorFault("DQX2122", "process", new string('x', 10_000) + "\n") { SettingsErrors = ["a\nb"], IsCancellation = true, IsOutOfMemory = true };

        var read = CallReply.Read(Through(new CallReply(sent)).Header).Fault.ShouldNotBeNull();

        read.Message.Length.ShouldBe(4_000);
        read.SettingsErrors.ShouldBe(["a b"]);
        (read.IsCancellation, read.IsOutOfMemory).ShouldBe((true, true));
    }

    [Fact]
    public void A_stream_that_ends_between_frames_is_over_and_within_one_is_broken()
    {
        var bytes = Bytes(new CancelRequest(), default);

        new FrameReader(new MemoryStream(), 100, 0).Read().ShouldBeNull();
        Should.Throw<EndOfStreamException>(() => new FrameReader(new MemoryStream(bytes[..3]), 100, 0).Read());
        Should.Throw<EndOfStreamException>(() => new FrameReader(new MemoryStream(bytes[..10]), 100, 0).Read());
    }

    [Fact]
    public void A_frame_beyond_the_limits_is_refused_before_it_is_read()
    {
        Should.Throw<InvalidDataException>(() => new FrameReader(new MemoryStream(Bytes(new CancelRequest(), default)), 5, 0).Read());
        Should.Throw<InvalidDataException>(() => new FrameReader(new MemoryStream(Bytes(new CancelRequest(), new byte[1])), 100, 0).Read());
        Should.Throw<InvalidDataException>(() => new FrameReader(new MemoryStream([255, 255, 255, 255, 0, 0, 0, 0]), 100, 0).Read());
    }

    [Theory]
    [InlineData(null, "it closed its connection and did not end")]
    [InlineData(0, "it exited with code 0")]
    [InlineData(134, "it was ended by SIGABRT")]
    [InlineData(139, "it was ended by SIGSEGV, a fault in native code")]
    [InlineData(143, "it was ended by SIGTERM")]
    [InlineData(250, "it exited with code 250")]
    public void An_end_is_told_in_words(int? exitCode, string words) => WorkerExit.Describe(exitCode).ShouldBe(words);

    [Theory]
    [InlineData("one\ntwo\nthree\nfour\n", "two | three | four")]
    [InlineData("before\nUnhandled exception. System.Exception: x\n   at A\n   at B\n", "Unhandled exception. System.Exception: x")]
    [InlineData("Process terminated.\nreason\n   at A\n", "Process terminated. reason")]
    [InlineData("Stack overflow.\nRepeated 9 times:\n   at A\n", "Stack overflow.")]
    [InlineData("\n\n", "")]
    public void The_last_words_are_the_runtimes_verdict_or_the_last_lines(string written, string words)
    {
        var output = new WorkerOutput(_ => { });

        output.Read(new MemoryStream(Encoding.UTF8.GetBytes(written)));

        output.LastWords.ShouldBe(words);
    }

    [Fact]
    public void A_line_without_an_end_is_cut()
    {
        var lines = new List<string>();

        new WorkerOutput(lines.Add).Read(new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 100_000) + "\nnext")));

        lines.Select(line => line.Length).ShouldBe([4_000, 4]);
    }

    [Fact]
    public void What_is_too_much_in_a_second_is_counted()
    {
        var gate = new RateGate(2);

        bool[] passed = [gate.TryPass(out _), gate.TryPass(out _), gate.TryPass(out _), gate.TryPass(out _)];

        passed.ShouldBe([true, true, false, false]);
        gate.TakeDropped().ShouldBe(2);
        gate.TakeDropped().ShouldBe(0);
    }

    private static Frame Through(IWorkerMessage message, ReadOnlyMemory<byte> body = default)
        => new FrameReader(new MemoryStream(Bytes(message, body)), 100_000, 100_000).Read().ShouldNotBeNull();

    private static byte[] Bytes(IWorkerMessage message, ReadOnlyMemory<byte> body)
    {
        var stream = new MemoryStream();
        new FrameWriter(stream).Write(message, body);
        return stream.ToArray();
    }
}
