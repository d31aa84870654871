#pragma warning disable CA2016 // Ignoring the token is what these processors are there for.
using System.Diagnostics;
using Dqx.Composition.Running;
using Dqx.Composition.Tests.Support;

namespace Dqx.Composition.Tests.Running;

/// <summary>Nothing hangs past its limit. Upper bounds are generous: the machine is shared, the bar is measured elsewhere.</summary>
public sealed class TimeTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan s_generous = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Hangs => ["async", "sleep", "spin", "lock", "semaphore"];

    [Theory]
    [MemberData(nameof(Hangs))]
    public async Task A_processor_that_ignores_its_token_is_abandoned(string hang)
    {
        using var release = new ManualResetEventSlim();
        var last = new ActingProcessor();
        var watch = Stopwatch.StartNew();
        var processed = await new Orchestra().Add("hangs", Hanging(hang, release), timeout: s_limit).Add("last", last).RunAsync();
        watch.Elapsed.ShouldBeInRange(s_limit, s_generous);
        release.Set();

        var report = processed.Run.Processors[0];
        report.Status.ShouldBe(ProcessorStatus.TimedOut);
        report.Diagnostic.ShouldBe("DQX2124");
        report.Phase.ShouldBe("process");
        report.Error.ShouldBe("it exceeded its time limit of 150ms; it ignored its token and was abandoned");
        report.Duration.ShouldBeGreaterThanOrEqualTo(s_limit);
        processed.Run.Processors[1].Status.ShouldBe(ProcessorStatus.Succeeded);
        last.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_processor_that_honours_its_token_times_out()
    {
        var polite = new ActingProcessor { Process = async (_, _, token) => await Task.Delay(Timeout.Infinite, token) };
        // On a machine without time a continuation may take longer than the usual grace; here it is to be on time.
        var processed = await new Orchestra().Add("polite", polite, timeout: s_limit, grace: TimeSpan.FromSeconds(30)).RunAsync();

        var report = processed.Run.Processors[0];
        report.Status.ShouldBe(ProcessorStatus.TimedOut);
        report.Diagnostic.ShouldBe("DQX2123");
        report.Error.ShouldNotBeNull().ShouldStartWith("it exceeded its time limit of 150ms, and it stopped: TaskCanceledException");
    }

    [Fact]
    public async Task A_constructor_and_an_initialisation_that_hang_are_abandoned()
    {
        using var release = new ManualResetEventSlim();
        var processed = await new Orchestra()
            .Add("constructor", () => { release.Wait(); return new ActingProcessor(); }, timeout: s_limit)
            .Add("initialise", new ActingProcessor { Initialize = (_, _) => { release.Wait(); return default; } }, timeout: s_limit)
            .Add("good", new ActingProcessor())
            .RunAsync();
        release.Set();

        processed.Run.Processors.Select(report => (report.Status, report.Phase)).ShouldBe([
            (ProcessorStatus.TimedOut, "initialize"), (ProcessorStatus.TimedOut, "initialize"), (ProcessorStatus.Succeeded, null)]);
    }

    [Fact]
    public async Task The_deadline_of_all_is_told_from_a_processors_own_limit()
    {
        using var release = new ManualResetEventSlim();
        var processed = await new Orchestra { Limits = new ProcessorLimits { Deadline = s_limit } }
            .Add("hangs", Hanging("sleep", release))
            .Add("never called", new ActingProcessor())
            .RunAsync();
        release.Set();

        processed.Run.Processors.Select(report => (report.Status, report.Diagnostic, report.Error)).ShouldBe([
            (ProcessorStatus.TimedOut, "DQX2124", "the deadline of all processors passed; it ignored its token and was abandoned"),
            (ProcessorStatus.TimedOut, "DQX2127", "it was not called: the deadline of all processors had passed"),
        ]);
        processed.Degrading.Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_host_that_stops_gives_up_the_running_processor()
    {
        using var stop = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        var last = new ActingProcessor();
        var orchestra = new Orchestra()
            .Add("stops", new ActingProcessor { Process = (_, _, _) => { stop.Cancel(); release.Wait(); return default; } })
            .Add("last", last);

        await Should.ThrowAsync<OperationCanceledException>(() => orchestra.RunAsync(stop.Token));
        release.Set();
        last.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_host_goes_on_while_every_pool_thread_is_blocked()
    {
        using var release = new ManualResetEventSlim();
        ThreadPool.GetMinThreads(out var workers, out _);
        var blocked = Enumerable.Range(0, workers + 8).Select(_ => Task.Run(release.Wait)).ToArray();
        try
        {
            var watch = Stopwatch.StartNew();
            var orchestra = new Orchestra()
                .Add("waits for the pool", new ActingProcessor { Process = async (_, _, _) => await Task.Run(release.Wait) }, timeout: s_limit)
                .Add("last", new ActingProcessor());
            // On a thread of its own: this test is about what needs no pool.
            var done = new ManualResetEventSlim();
            var run = orchestra.RunAsync();
            while (!run.IsCompleted && watch.Elapsed < s_generous)
            {
                done.Wait(5);
            }

            run.IsCompleted.ShouldBeTrue();
            (await run).Run.Processors.Select(report => report.Status).ShouldBe([ProcessorStatus.TimedOut, ProcessorStatus.Succeeded]);
        }
        finally
        {
            release.Set();
            await Task.WhenAll(blocked);
        }
    }

    [Fact]
    public async Task Callbacks_on_the_token_may_throw_and_hang()
    {
        using var release = new ManualResetEventSlim();
        var hostile = new ActingProcessor
        {
            Process = async (_, _, token) =>
            {
                token.Register(() => throw new InvalidOperationException("from a callback"));
                token.Register(() => release.Wait());
                await Task.Delay(Timeout.Infinite, token);
            },
        };
        var processed = await new Orchestra().Add("hostile", hostile, timeout: s_limit).Add("last", new ActingProcessor()).RunAsync();
        release.Set();

        processed.Run.Processors.Select(report => report.Status).ShouldBe([ProcessorStatus.TimedOut, ProcessorStatus.Succeeded]);
    }

    [Fact]
    public async Task Runs_that_arrive_at_once_are_handed_over_one_after_the_other()
    {
        var inside = 0;
        var most = 0;
        var processor = new ActingProcessor
        {
            Process = async (_, _, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Delay(1);
                Interlocked.Decrement(ref inside);
            },
        };
        await using var orchestrator = new Orchestra().Add("one", processor).Build();
        await orchestrator.InitializeAsync(CancellationToken.None);
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => orchestrator.ProcessAsync(Runs.Failing, CancellationToken.None)));

        all.ShouldAllBe(processed => processed.Run.Processors[0].Status == ProcessorStatus.Succeeded);
        most.ShouldBe(1);
        processor.Calls.ShouldBe(20);
    }

    [Fact]
    public async Task The_supervisor_wakes_up_after_a_pause()
    {
        using var release = new ManualResetEventSlim();
        await using var orchestrator = new Orchestra().Add("hangs", Hanging("sleep", release), timeout: s_limit).Build();
        await orchestrator.InitializeAsync(CancellationToken.None);
        await Task.Delay(1_500);

        (await orchestrator.ProcessAsync(Runs.Failing, CancellationToken.None)).Run.Processors[0].Diagnostic.ShouldBe("DQX2124");
        release.Set();
    }

    [Fact]
    public async Task A_processor_that_gives_up_when_the_host_stops_has_not_failed()
    {
        using var stop = new CancellationTokenSource();
        var polite = new ActingProcessor { Process = async (_, _, token) => { stop.Cancel(); await Task.Delay(Timeout.Infinite, token); } };
        var log = new CollectingLog();

        await Should.ThrowAsync<OperationCanceledException>(() => new Orchestra { LoggerFactory = log }.Add("polite", polite).RunAsync(stop.Token));

        log.Entries.ShouldContain(entry => entry.Text.EndsWith("(DQX2128): the host was asked to stop"));
    }

    [Fact]
    public async Task Initialising_stops_with_the_host()
    {
        using var stop = new CancellationTokenSource();
        var last = new ActingProcessor { Initialize = (_, _) => throw new InvalidOperationException("is not reached") };
        await using var orchestrator = new Orchestra().Add("stops", new ActingProcessor { Initialize = (_, _) => { stop.Cancel(); return default; } }).Add("last", last).Build();

        await Should.ThrowAsync<OperationCanceledException>(() => orchestrator.InitializeAsync(stop.Token));
        orchestrator.Instances[1].Broken.ShouldNotBeNull().Diagnostic.ShouldBe("DQX2128");
    }

    [Fact]
    public async Task No_run_is_lost_among_thousands_from_many_threads()
    {
        var processor = new ActingProcessor();
        await using var orchestrator = new Orchestra().Add("one", processor).Build();
        await orchestrator.InitializeAsync(CancellationToken.None);
        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 2_500; i++)
            {
                await orchestrator.ProcessAsync(Runs.Failing, CancellationToken.None);
            }
        }));

        await Task.WhenAll(callers).WaitAsync(TimeSpan.FromMinutes(1));
        processor.Calls.ShouldBe(10_000);
    }

    internal static ActingProcessor Hanging(string how, ManualResetEventSlim release) => new()
    {
        Process = (_, _, _) =>
        {
            switch (how)
            {
                case "async":
                    return new ValueTask(new TaskCompletionSource().Task);
                case "sleep":
                    release.Wait();
                    break;
                case "spin":
                    while (!release.IsSet)
                    {
                        Thread.SpinWait(100);
                    }

                    break;
                case "lock":
                    var gate = new Lock();
                    using (var taken = new ManualResetEventSlim())
                    {
                        var holder = new Thread(() => { lock (gate) { taken.Set(); release.Wait(); } }) { IsBackground = true };
                        holder.Start();
                        taken.Wait();
                    }

                    lock (gate)
                    {
                        break;
                    }

                default:
                    using (var semaphore = new SemaphoreSlim(0))
                    {
                        while (!release.IsSet)
                        {
                            semaphore.Wait(10);
                        }
                    }

                    break;
            }

            return default;
        },
    };
}
