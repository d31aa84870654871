#pragma warning disable CA2016 // Ignoring the token is what these processors are there for.
using Dqx.Composition.Running;
using Dqx.Composition.Tests.Support;
using Dqx.Suites;
using Moq;

namespace Dqx.Composition.Tests.Running;

/// <summary>Whatever a processor throws, the others get the run and the report says what happened.</summary>
public sealed class IsolationTests
{
    public static TheoryData<string, Exception, string> Exceptions => new()
    {
        { "plain", new InvalidOperationException("no server"), "InvalidOperationException: no server" },
        { "chain", new InvalidOperationException("outer", new IOException("inner")), "InvalidOperationException: outer ← IOException: inner" },
        { "aggregate", new AggregateException(new IOException("one"), new TimeoutException("two")), "AggregateException ← IOException: one ← TimeoutException: two" },
        { "siblings", new AggregateException(Enumerable.Range(1, 9).Select(i => new IOException($"{i}"))), "AggregateException ← IOException: 1 ← IOException: 2 ← IOException: 3 (and 6 more)" },
        { "lines", new InvalidOperationException("one\r\ntwo\u001b[31m"), "InvalidOperationException: one  two [31m" },
        { "message throws", new HostileException(() => throw new NotSupportedException()), "HostileException: (its Message threw NotSupportedException)" },
        { "message null", new HostileException(() => null), "HostileException: " },
        { "cancels itself", new OperationCanceledException("stop"), "it cancelled itself, which nobody had asked for: OperationCanceledException: stop" },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task An_exception_is_a_report(string row, Exception thrown, string error)
    {
        row.ShouldNotBeEmpty();
        var last = new ActingProcessor();
        var processed = await new Orchestra()
            .Add("now", ActingProcessor.Throwing(thrown))
            .Add("later", ActingProcessor.ThrowingLater(thrown))
            .Add("last", last)
            .RunAsync();

        var reports = processed.Run.Processors;
        reports.Select(report => report.Name).ShouldBe(["now", "later", "last"]);
        foreach (var report in reports.Take(2))
        {
            report.Status.ShouldBe(ProcessorStatus.Failed);
            report.Phase.ShouldBe("process");
            report.Error.ShouldBe(error);
            report.Diagnostic.ShouldBe("DQX2122");
            report.File.ShouldBe($"/catalog/{report.Name}/{report.Name}.dll");
        }

        reports[2].Status.ShouldBe(ProcessorStatus.Succeeded);
        reports[2].Error.ShouldBeNull();
        last.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_of_10_MB_and_a_deep_chain_are_bounded()
    {
        var chain = (Exception)new IOException(new string('x', 10_000_000));
        for (var i = 0; i < 2_000; i++)
        {
            chain = new InvalidOperationException("next", chain);
        }

        var processed = await new Orchestra()
            .Add("big", ActingProcessor.Throwing(new IOException(new string('x', 10_000_000))))
            .Add("deep", ActingProcessor.Throwing(chain))
            .RunAsync();

        processed.Run.Processors.ShouldAllBe(report => report.Error != null && report.Error.Length <= 2_000);
        processed.Run.Processors[1].Error.ShouldEndWith("…");
    }

    [Fact]
    public async Task Secrets_are_taken_out_of_what_it_throws()
    {
        var settings = ProcessorSettings.FromJson("""{ "password": "hunter2" }""", secrets: ["hunter2"]);
        var processed = await new Orchestra()
            .Add("leaky", ActingProcessor.Throwing(new InvalidOperationException("535 hunter2 refused for postgres://me:pw@db/x")), settings: settings)
            .RunAsync();

        var error = processed.Run.Processors[0].Error.ShouldNotBeNull();
        error.ShouldNotContain("hunter2");
        error.ShouldNotContain("pw@");
        error.ShouldContain("535 *** refused");
    }

    [Fact]
    public async Task What_a_failure_means_is_the_operators_choice()
    {
        var failing = ActingProcessor.Throwing(new InvalidOperationException("no"));
        var processed = await new Orchestra()
            .Add("ignored", failing, onError: OnError.Ignore)
            .Add("degrading", failing, onError: OnError.Degrade)
            .Add("fatal", failing, onError: OnError.Fail)
            .Add("fine", new ActingProcessor(), onError: OnError.Fail)
            .RunAsync();

        processed.Degrading.Select(report => report.Name).ShouldBe(["degrading"]);
        processed.Fatal.Select(report => report.Name).ShouldBe(["fatal"]);
    }

    [Fact]
    public async Task A_processor_is_initialised_once_and_handed_the_run_without_reports()
    {
        var processor = new Mock<IResultProcessor>();
        var run = Runs.Failing with { Processors = [new ProcessorReport { Name = "old", Use = "old", Status = ProcessorStatus.Failed }], Exit = new RunExit(1, Severity.P3, ["failed"]) };
        await using var orchestrator = new Orchestra().Add("page", processor.Object).Build();
        await orchestrator.InitializeAsync(CancellationToken.None);
        await orchestrator.ProcessAsync(run, CancellationToken.None);
        await orchestrator.ProcessAsync(run, CancellationToken.None);

        processor.Verify(p => p.InitializeAsync(ProcessorSettings.Empty, It.IsAny<CancellationToken>()), Times.Once);
        processor.Verify(
            p => p.ProcessAsync(
                It.Is<SuiteRun>(handed => handed.RunId == run.RunId && handed.Processors.IsEmpty && handed.Exit == null),
                It.Is<ProcessorContext>(context => context.Instance == "page" && context.Attempt == 1 && context.IdempotencyKey == $"{run.RunId}/page"),
                It.Is<CancellationToken>(token => token.CanBeCanceled && !token.IsCancellationRequested)),
            Times.Exactly(2));
        processor.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task A_processor_that_cannot_be_initialised_is_not_called_and_told_in_every_run()
    {
        var processor = new Mock<IResultProcessor>();
        processor.Setup(p => p.InitializeAsync(It.IsAny<ProcessorSettings>(), It.IsAny<CancellationToken>())).Throws(new IOException("no disk"));
        await using var orchestrator = new Orchestra().Add("bad", processor.Object).Add("worse", () => throw new InvalidOperationException("no")).Add("good", new ActingProcessor()).Build();
        (await orchestrator.InitializeAsync(CancellationToken.None)).ShouldBeEmpty();
        await orchestrator.ProcessAsync(Runs.Failing, CancellationToken.None);
        var processed = await orchestrator.ProcessAsync(Runs.Failing, CancellationToken.None);

        processed.Run.Processors.Select(report => (report.Name, report.Status, report.Phase, report.Diagnostic)).ShouldBe([
            ("bad", ProcessorStatus.Failed, "initialize", "DQX2121"),
            ("worse", ProcessorStatus.Failed, "initialize", "DQX2120"),
            ("good", ProcessorStatus.Succeeded, null, null),
        ]);
        processor.Verify(p => p.ProcessAsync(It.IsAny<SuiteRun>(), It.IsAny<ProcessorContext>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task Wrong_settings_are_a_configuration_error_of_all_processors_at_once()
    {
        var one = new ActingProcessor { Initialize = (_, _) => throw new SettingsException("smtp_port must be a whole number", "to_emails is required") };
        var two = new ActingProcessor { Initialize = async (_, _) => { await Task.Yield(); throw new SettingsException("endpoint is required"); } };
        await using var orchestrator = new Orchestra().Add("page", one).Add("push", two).Build();

        var errors = await orchestrator.InitializeAsync(CancellationToken.None);

        errors.Select(error => (error.Id, error.Severity, error.Message)).ShouldBe([
            ("DQX2101", DiagnosticSeverity.Error, "processor 'page': smtp_port must be a whole number"),
            ("DQX2101", DiagnosticSeverity.Error, "processor 'page': to_emails is required"),
            ("DQX2101", DiagnosticSeverity.Error, "processor 'push': endpoint is required"),
        ]);
    }

    [Fact]
    public async Task Culture_and_async_locals_stay_with_the_processor_that_set_them()
    {
        var local = new AsyncLocal<string>();
        var seen = ("", (string?)"");
        await new Orchestra()
            .Add("sets", new ActingProcessor
            {
                Process = (_, _, _) =>
                {
                    local.Value = "mine";
                    System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");
                    return ValueTask.CompletedTask;
                },
            })
            .Add("looks", new ActingProcessor
            {
                Process = (_, _, _) =>
                {
                    seen = (System.Globalization.CultureInfo.CurrentCulture.Name, local.Value);
                    return ValueTask.CompletedTask;
                },
            })
            .RunAsync();

        seen.Item1.ShouldNotBe("tr-TR");
        seen.Item2.ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_sees_a_synchronization_context_or_a_pool_thread()
    {
        var seen = (true, true);
        await new Orchestra()
            .Add("looks", new ActingProcessor
            {
                Process = (_, _, _) =>
                {
                    seen = (SynchronizationContext.Current is not null, Thread.CurrentThread.IsThreadPoolThread);
                    return ValueTask.CompletedTask;
                },
            })
            .RunAsync();

        seen.ShouldBe((false, false));
    }

    [Theory]
    [InlineData("DQX6401", "DQX6401", "the gateway is away")]
    [InlineData("X1", "DQX2122", "DqxException: the gateway is away ← IOException: no route")]
    public async Task A_failure_that_a_processor_explains_keeps_its_id_and_words(string id, string told, string words)
    {
        var processed = await new Orchestra().Add("push", new ActingProcessor { Process = (_, _, _) => throw new DqxException(id, "the gateway is away", new IOException("no route")) }).RunAsync();

        var report = processed.Run.Processors.ShouldHaveSingleItem();
        (report.Diagnostic, report.Error).ShouldBe((told, words));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failure_that_cannot_be_told_for_want_of_memory_is_a_failure(bool isAsynchronous)
    {
        var fault = ExtensionBoundary.Invoke(new Untellable(isAsynchronous), new NeverWaiting());

        fault.ShouldNotBeNull().ShouldSatisfyAllConditions(
            () => fault.DiagnosticId.ShouldBe("DQX2122"),
            () => fault.Phase.ShouldBe("process"),
            () => fault.IsOutOfMemory.ShouldBeTrue(),
            () => fault.Message.ShouldBe("there was no memory left to tell what went wrong"));
    }

    /// <summary>Fails, and then there is no memory for the words.</summary>
    private sealed class Untellable(bool isAsynchronous) : GuardedCall(TimeSpan.FromSeconds(1))
    {
        public override string Subject => "untellable";

        public override string Phase => "process";

        public override ValueTask InvokeAsync() => isAsynchronous ? ValueTask.FromException(new IOException()) : throw new IOException();

        public override ProcessorFault Describe(Exception exception) => throw new InsufficientMemoryException();
    }

    private sealed class NeverWaiting : ICallWaiter
    {
        public bool WaitFor(Task task, GuardedCall call) => true;
    }

    private sealed class HostileException(Func<string?> message) : Exception
    {
        public override string Message => message()!;
    }
}
