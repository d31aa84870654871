using System.Diagnostics;
using System.Runtime.Versioning;
using Dqx.Composition.Tests.Support;
using Dqx.Composition.Workers;
using Dqx.Composition.Workers.Protocol;

namespace Dqx.Composition.Tests.Workers;

/// <summary>Whatever becomes of the worker: the host goes on, the report says what happened, and the next run finds a new worker.</summary>
public sealed class CrashTests
{
    private const string Natives = """
        [System.Runtime.InteropServices.DllImport("libc")] static extern int kill(int process, int signal);
        [System.Runtime.InteropServices.DllImport("libc")] static extern void abort();
        [System.Runtime.InteropServices.DllImport("libc")] static extern nint memset(nint memory, int value, nint count);
        [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "exit")] static extern void NativeExit(int code);
        static int Deeper(int depth) => depth < 0 ? depth : 1 + Deeper(depth + 1) % 7;
        static bool _armed = !File.Exists(NotesFile);
        const string NotesFile = @"{0}";
        """;

    [Theory]
    [InlineData("Environment.Exit(0);", "it exited with code 0")]
    [InlineData("NativeExit(0);", "it exited with code 0")]
    [InlineData("Environment.Exit(3);", "it exited with code 3")]
    [InlineData("Deeper(0);", "it was ended by SIGABRT; its last words: Stack overflow")]
    [InlineData("Environment.FailFast(\"enough\");", "it was ended by SIGABRT; its last words: Process terminated. enough")]
    [InlineData("abort();", "it was ended by SIGABRT")]
    [InlineData("kill(Environment.ProcessId, 9);", "it was ended by SIGKILL, which the host did not send")]
    [InlineData("unsafe { *(int*)0x10000 = 1; }", "it was ended by SIGABRT; its last words: Fatal error. System.AccessViolationException")]
    [InlineData("memset(0x10000, 1, 1);", "it was ended by SIG")]
    [InlineData("new Thread(() => throw new Exception(\"stray\")).Start(); Thread.Sleep(60_000);", "its last words: Unhandled exception. System.Exception: stray")]
    [SupportedOSPlatform("linux")]
    public async Task The_host_survives_and_the_next_run_works(string fatal, string told)
    {
        using var catalog = new WorkerCatalog();
        catalog.Add(
            "fatal",
            process: $"if (_armed) {{ File.WriteAllText(NotesFile, \"\"); {fatal} }} Note(\"done\");",
            members: Natives.Replace("{0}", catalog.NotesFile, StringComparison.Ordinal));
        await using var host = catalog.Host();

        var first = (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem();
        var second = (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem();

        (first.Status, first.Phase, first.Diagnostic).ShouldBe((ProcessorStatus.Failed, "process", "DQX2204"), first.Error);
        first.Error.ShouldNotBeNull().ShouldContain(told);
        second.Status.ShouldBe(ProcessorStatus.Succeeded, second.Error);
        catalog.Notes.ShouldBe(["done"]);
    }

    [Fact]
    public async Task A_crash_while_it_is_initialised_is_told_with_that_phase()
    {
        using var catalog = new WorkerCatalog().Add("stillborn", initialize: "Environment.Exit(0);");

        var report = await catalog.RunAsync();

        (report.Status, report.Phase, report.Diagnostic).ShouldBe((ProcessorStatus.Failed, "initialize", "DQX2204"));
    }

    [Fact]
    public async Task A_module_initialiser_that_ends_the_process_is_survived()
    {
        using var catalog = new WorkerCatalog().Add("early", members: "[System.Runtime.CompilerServices.ModuleInitializer] internal static void Begin() => Environment.FailFast(\"early\");");

        (await catalog.RunAsync()).Error.ShouldNotBeNull().ShouldContain("Process terminated. early");
    }

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("Thread.Sleep(Timeout.Infinite);")]
    [InlineData("await Task.Delay(Timeout.Infinite);")]
    public async Task One_that_hangs_is_killed_at_its_time_limit(string hang)
    {
        using var catalog = new WorkerCatalog()
            .Add("asleep", process: $"Note(Environment.ProcessId.ToString()); {hang}", timeout: TimeSpan.FromSeconds(4))
            .Add("next", process: "Note(\"next\");");
        await using var host = catalog.Host();
        await host.StartAsync();

        var started = Stopwatch.GetTimestamp();
        var reports = (await host.ProcessAsync(Runs.Failing)).Run.Processors;

        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        reports[0].Status.ShouldBe(ProcessorStatus.TimedOut);
        reports[0].Diagnostic.ShouldBe("DQX2123");
        reports[0].Error.ShouldNotBeNull().ShouldContain("it exceeded its time limit of 4s");
        reports[0].Error.ShouldNotBeNull().ShouldContain("its worker process had to be killed");
        reports[1].Status.ShouldBe(ProcessorStatus.Succeeded);
        catalog.Notes[1].ShouldBe("next");
        await WorkerTests.Gone(int.Parse(catalog.Notes[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task One_that_hangs_while_it_is_initialised_is_killed_as_well()
    {
        using var catalog = new WorkerCatalog().Add("asleep", initialize: "Note(Environment.ProcessId.ToString()); Thread.Sleep(Timeout.Infinite);", timeout: TimeSpan.FromSeconds(5));

        var report = await catalog.RunAsync();

        (report.Status, report.Phase).ShouldBe((ProcessorStatus.TimedOut, "initialize"));
        await WorkerTests.Gone(catalog.ProcessId);
    }

    [Fact]
    public async Task One_that_heeds_its_token_lives_on()
    {
        using var catalog = new WorkerCatalog().Add("polite", process: "Note(Environment.ProcessId.ToString()); if (_runs++ == 0) await Task.Delay(Timeout.Infinite, token);", members: "int _runs;");
        var request = new InitializeRequest { Instance = "polite", Extension = "Polite", File = Path.Combine(catalog.Folder, "Polite", "Polite.dll"), Processor = "polite", Type = "Polite" };
        var launch = new WorkerLaunch(WorkerCatalog.WorkerPath) { Heed = TimeSpan.FromSeconds(30) };
        var processor = new WorkerProcessor(launch, request, new WorkerLog(catalog.Log, "polite", text => text));
        var context = new ProcessorContext { Instance = "polite", IdempotencyKey = "x/polite" };
        await processor.InitializeAsync(ProcessorSettings.Empty, CancellationToken.None);
        using var stop = new CancellationTokenSource();

        var first = processor.ProcessAsync(Runs.Failing, context, stop.Token).AsTask();
        while (catalog.Notes.Length == 0)
        {
            await Task.Delay(20);
        }

        await stop.CancelAsync();
        var fault = (await Should.ThrowAsync<WorkerException>(() => first)).Fault;
        await processor.ProcessAsync(Runs.Failing, context, CancellationToken.None);
        await processor.DisposeAsync(CancellationToken.None);

        (fault.IsCancellation, fault.Message).ShouldBe((true, "TaskCanceledException: A task was canceled."));
        catalog.Notes.Length.ShouldBe(2);
        catalog.Notes.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task One_that_does_not_come_back_from_its_disposal_is_killed()
    {
        using var catalog = new WorkerCatalog().Add("clinging", process: "Note(Environment.ProcessId.ToString());", members: "public void Dispose() => Thread.Sleep(Timeout.Infinite);", bases: "IDisposable", timeout: TimeSpan.FromSeconds(10));

        (await catalog.RunAsync()).Status.ShouldBe(ProcessorStatus.Succeeded);

        await WorkerTests.Gone(catalog.ProcessId);
    }

    [Fact]
    public async Task One_that_dies_between_two_runs_is_started_again_and_that_is_logged()
    {
        using var catalog = new WorkerCatalog().Add("mortal", process: "Note(Environment.ProcessId.ToString());", settings: """{ "password": "s3cret-word" }""", secrets: ["s3cret-word"]);
        await using var host = catalog.Host();
        await host.ProcessAsync(Runs.Failing);

        Process.GetProcessById(catalog.ProcessId).Kill();
        await WorkerTests.Gone(catalog.ProcessId);
        await Logged(catalog, 2202);
        var report = (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem();

        report.Status.ShouldBe(ProcessorStatus.Succeeded, report.Error);
        catalog.Notes.Distinct().Count().ShouldBe(2);
        catalog.Log.Entries.Where(entry => entry.Id == 2203).ShouldHaveSingleItem().Text.ShouldContain("SIGKILL");
    }

    [Fact]
    public async Task A_worker_that_has_died_is_replaced_before_the_next_run_and_the_replacement_waits_its_turn()
    {
        using var catalog = new WorkerCatalog().Add("mortal", initialize: "Note(\"initialize\");", process: "Note(Environment.ProcessId.ToString());");
        int standby;
        await using (var host = catalog.Host())
        {
            await host.ProcessAsync(Runs.Failing);
            using (var process = Process.GetProcessById(catalog.ProcessId))
            {
                process.Kill();
            }

            await Greeted(catalog, 2);
            catalog.Notes.Length.ShouldBe(2);
            await host.ProcessAsync(Runs.Failing);
            standby = catalog.ProcessId;

            catalog.Notes[2].ShouldBe("initialize");
            catalog.Log.Entries.Count(entry => entry.Id == 2201).ShouldBe(2);
        }

        await WorkerTests.Gone(standby);
    }

    [Fact]
    public async Task A_replacement_that_is_not_needed_goes_with_the_host_object()
    {
        using var catalog = new WorkerCatalog().Add("mortal", process: "Environment.Exit(0);");
        await using (var host = catalog.Host())
        {
            await host.ProcessAsync(Runs.Failing);
            await Greeted(catalog, 2);
        }

        for (var patience = Stopwatch.StartNew(); catalog.Log.Entries.Count(entry => entry.Id == 2202) < 2; await Task.Delay(20))
        {
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task A_cancelled_run_ends_the_worker_that_does_not_heed_it()
    {
        using var catalog = new WorkerCatalog().Add("busy", process: "Note(Environment.ProcessId.ToString()); while (true) { }");
        await using var host = catalog.Host();
        await host.StartAsync();
        using var stop = new CancellationTokenSource();

        var run = host.ProcessAsync(Runs.Failing, stop.Token);
        while (catalog.Notes.Length == 0)
        {
            await Task.Delay(20);
        }

        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => run);
        await WorkerTests.Gone(catalog.ProcessId);
    }

    [Fact]
    public async Task What_it_has_started_goes_with_it()
    {
        using var catalog = new WorkerCatalog().Add("parent", process: "Note(System.Diagnostics.Process.Start(\"sleep\", \"1000\").Id.ToString()); Environment.FailFast(\"\");");

        (await catalog.RunAsync()).Status.ShouldBe(ProcessorStatus.Failed);

        await WorkerTests.Gone(catalog.ProcessId);
    }

    private static async Task Greeted(WorkerCatalog catalog, int count)
    {
        for (var patience = Stopwatch.StartNew(); catalog.Log.Entries.Count(entry => entry.Id == 2201) < count; await Task.Delay(20))
        {
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        }
    }

    internal static async Task Logged(WorkerCatalog catalog, int id)
    {
        for (var patience = Stopwatch.StartNew(); catalog.Log.Entries.All(entry => entry.Id != id); await Task.Delay(20))
        {
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), $"event {id} was not logged");
        }
    }
}
