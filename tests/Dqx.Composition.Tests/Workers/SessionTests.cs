using System.IO.Pipes;
using Dqx.Composition.Tests.Support;
using Dqx.Composition.Workers.Child;
using Dqx.Composition.Workers.Protocol;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Tests.Workers;

/// <summary>The worker's side of the conversation, in this process.</summary>
public sealed class SessionTests
{
    [Fact]
    public void It_initialises_processes_and_disposes()
    {
        using var catalog = new TestCatalog();
        using var session = new Conversation(catalog, process: "await Task.Yield(); throw new IOException(\"once\");", bases: "IDisposable", members: "public void Dispose() => Note(\"dispose\");");

        session.Ask(session.Initialize).Fault.ShouldBeNull();
        var fault = session.Ask(Process, ProcessRequest.Document(Runs.Failing)).Fault.ShouldNotBeNull();
        session.Ask(new DisposeRequest()).Fault.ShouldBeNull();

        (fault.DiagnosticId, fault.Phase, fault.Message).ShouldBe(("DQX2122", "process", "IOException: once"));
        session.Ended.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
        catalog.Notes.ShouldBe(["initialize guest", "process page", "dispose"]);
    }

    [Fact]
    public void It_heeds_a_cancelled_token_in_a_call_and_before_it()
    {
        using var catalog = new TestCatalog();
        using var session = new Conversation(catalog, process: "await Task.Delay(Timeout.Infinite, token);");
        session.Ask(session.Initialize).Fault.ShouldBeNull();

        session.Tell(Process, ProcessRequest.Document(Runs.Failing));
        session.Tell(new CancelRequest());
        var first = session.Answer().Fault.ShouldNotBeNull();
        session.Tell(Process, ProcessRequest.Document(Runs.Failing));
        SpinWait.SpinUntil(() => catalog.Notes.Length == 3, TimeSpan.FromSeconds(10)).ShouldBeTrue();
        session.Tell(new CancelRequest());
        var second = session.Answer().Fault.ShouldNotBeNull();

        first.IsCancellation.ShouldBeTrue();
        second.IsCancellation.ShouldBeTrue();
    }

    [Fact]
    public void It_refuses_what_it_cannot_do()
    {
        using var catalog = new TestCatalog();
        using var session = new Conversation(catalog);

        session.Ask(Process, ProcessRequest.Document(Runs.Failing)).Fault.ShouldNotBeNull().Message.ShouldContain("there is no processor yet");
        session.Ask(new Unknown()).Fault.ShouldNotBeNull().Message.ShouldContain("there are no requests of kind 'unknown'");
        session.Ask(session.Initialize with { File = Path.Combine(catalog.Folder, "gone.dll") }).Fault.ShouldNotBeNull().Phase.ShouldBe("load");
        session.Ask(session.Initialize).Fault.ShouldBeNull();
        session.Ask(Process, "{}"u8.ToArray()).Fault.ShouldNotBeNull().Message.ShouldContain("This is not a run document");
    }

    [Fact]
    public void It_disposes_nothing_where_there_is_nothing()
    {
        using var catalog = new TestCatalog();
        using var session = new Conversation(catalog);

        session.Ask(new DisposeRequest()).Fault.ShouldBeNull();
    }

    [Fact]
    public void It_rehearses_while_it_waits_and_says_nothing()
    {
        using var catalog = new TestCatalog();
        using var session = new Conversation(catalog);

        session.Tell(new PrepareRequest());
        session.Ask(session.Initialize).Fault.ShouldBeNull();

        Rehearsal.Play();
    }

    [Fact]
    public void It_ends_when_the_host_closes_the_stream()
    {
        using var catalog = new TestCatalog();
        using var session = new Conversation(catalog);

        session.Close();

        session.Served.Join(TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    [Fact]
    public void Its_log_goes_to_the_host()
    {
        using var catalog = new TestCatalog();
        using var session = new Conversation(
            catalog,
            members: "[Import] public ILoggerFactory Loggers { get; set; }",
            process: """
                var log = Loggers.CreateLogger("X");
                using (log.BeginScope("scope")) log.LogWarning(7, new IOException("cause"), "{Flag} {Whole} {Real} {Nothing} {Text}", true, 3, 1.5, null, 'c');
                log.LogDebug("too little");
                await Task.CompletedTask;
                """);
        session.Ask(session.Initialize with { LogLevel = LogLevel.Information }).Fault.ShouldBeNull();

        session.Ask(Process, ProcessRequest.Document(Runs.Failing)).Fault.ShouldBeNull();

        var record = session.Records.ShouldHaveSingleItem();
        (record.Category, record.Level, record.EventId, record.Message).ShouldBe(("X", LogLevel.Warning, new EventId(7), "True 3 1.5 (null) c"));
        record.Exception.ShouldNotBeNull().ShouldContain("IOException: cause");
        record.State.Select(pair => pair.Value).ShouldBe([true, 3L, 1.5, null, "c", "{Flag} {Whole} {Real} {Nothing} {Text}"]);
    }

    private static ProcessRequest Process { get; } = new(new ProcessorContext { Instance = "page", IdempotencyKey = "x/page" });

    private sealed record Unknown : IWorkerMessage
    {
        public string Kind => "unknown";

        public void Write(System.Text.Json.Utf8JsonWriter json)
        {
        }
    }

    private sealed class Conversation : IDisposable
    {
        private readonly AnonymousPipeServerStream _toWorker = new(PipeDirection.Out);
        private readonly AnonymousPipeServerStream _fromWorker = new(PipeDirection.In);
        private readonly FrameWriter _ask;
        private readonly FrameReader _answers;

        public Conversation(TestCatalog catalog, string process = "await Task.CompletedTask;", string members = "", string bases = "")
        {
            var file = catalog.AddProcessor("guest", process: process, members: members, bases: bases);
            Initialize = new InitializeRequest { Instance = "page", Extension = "Guest", File = file, Processor = "guest", Type = "Guest" };
            _ask = new FrameWriter(_toWorker);
            _answers = new FrameReader(_fromWorker, WorkerProtocol.LongestHeader, longestBody: 0);
            var input = new AnonymousPipeClientStream(PipeDirection.In, _toWorker.ClientSafePipeHandle);
            var output = new AnonymousPipeClientStream(PipeDirection.Out, _fromWorker.ClientSafePipeHandle);
            var session = new WorkerSession(input, output, Ended.Set);
            Served = new Thread(session.Serve) { IsBackground = true };
            Served.Start();
        }

        public InitializeRequest Initialize { get; }

        public List<LogRecord> Records { get; } = [];

        public ManualResetEventSlim Ended { get; } = new(false);

        public Thread Served { get; }

        public void Tell(IWorkerMessage message, ReadOnlyMemory<byte> body = default) => _ask.Write(message, body);

        public CallReply Answer()
        {
            while (true)
            {
                var frame = _answers.Read().ShouldNotBeNull();
                if (frame.Kind == CallReply.Name)
                {
                    return CallReply.Read(frame.Header);
                }

                Records.Add(LogRecord.Read(frame.Header));
            }
        }

        public CallReply Ask(IWorkerMessage message, ReadOnlyMemory<byte> body = default)
        {
            Tell(message, body);
            return Answer();
        }

        public void Close() => _toWorker.Dispose();

        public void Dispose()
        {
            _toWorker.Dispose();
            Served.Join(TimeSpan.FromSeconds(10));
            _fromWorker.Dispose();
            Ended.Dispose();
        }
    }
}
