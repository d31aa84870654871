using System.Diagnostics;
using Dqx.Composition.Tests.Support;
using Dqx.History;
using Dqx.Suites;

namespace Dqx.Composition.Tests.Workers;

/// <summary>A processor in a worker is a processor like any other.</summary>
public sealed class WorkerTests
{
    [Fact]
    public async Task It_gets_the_same_document_and_context()
    {
        using var catalog = new WorkerCatalog().Add("good", process: "Note(RunDocument.ToJson(run)); Note(context.Instance + \" \" + context.Attempt + \" \" + context.IdempotencyKey + \" \" + context.Notification.Kind);");

        var report = await catalog.RunAsync();

        report.Error.ShouldBeNull();
        report.Status.ShouldBe(ProcessorStatus.Succeeded);
        catalog.Notes.ShouldBe([RunDocument.ToJson(Runs.Failing), $"good 1 {Runs.Failing.RunId}/good Result"]);
    }

    [Fact]
    public async Task It_lives_in_another_process_and_is_never_loaded_here()
    {
        using var catalog = new WorkerCatalog().Add("elsewhere", process: "Note(Environment.ProcessId.ToString());");

        (await catalog.RunAsync()).Status.ShouldBe(ProcessorStatus.Succeeded);

        catalog.ProcessId.ShouldNotBe(Environment.ProcessId);
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name).ShouldNotContain("Elsewhere");
    }

    [Fact]
    public async Task It_is_initialised_once_keeps_its_state_and_is_disposed()
    {
        using var catalog = new WorkerCatalog().Add(
            "stateful",
            initialize: "Note(\"initialize \" + settings.Root.GetProperty(\"greeting\").GetString() + \" \" + settings.ResolvePath(\"x\"));",
            process: "Note(\"process \" + ++_runs);",
            members: "int _runs; public async ValueTask DisposeAsync() { await Task.Yield(); Note(\"dispose\"); }",
            bases: "IAsyncDisposable",
            settings: """{ "greeting": "hello" }""");
        await using (var host = catalog.Host())
        {
            await host.ProcessAsync(Runs.Failing);
            (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldHaveSingleItem().Status.ShouldBe(ProcessorStatus.Succeeded);
        }

        catalog.Notes.ShouldBe([$"initialize hello {Path.Combine(catalog.Folder, "x")}", "process 1", "process 2", "dispose"]);
    }

    [Fact]
    public async Task It_has_no_history()
    {
        using var catalog = new WorkerCatalog().Add("historian", process: "Note(History is null ? \"none\" : \"some\");");
        await using var host = catalog.Host(options => options.History = Moq.Mock.Of<IMetricHistory>());

        await host.ProcessAsync(Runs.Failing);

        catalog.Notes.ShouldBe(["none"]);
    }

    [Fact]
    public async Task Wrong_settings_are_a_configuration_error()
    {
        using var catalog = new WorkerCatalog().Add(
            "strict",
            initialize: "settings.Bind<Options>();",
            members: "public sealed class Options { public required string To { get; init; } public int Port { get; init; } }",
            settings: """{ "port": "many", "prot": 1 }""");

        var errors = (await Should.ThrowAsync<ConfigurationException>(async () => await catalog.RunAsync())).Errors;

        errors.Length.ShouldBe(3);
        errors.ShouldAllBe(error => error.Id == "DQX2101");
        errors[0].Message.ShouldStartWith("processor 'strict': ");
    }

    [Fact]
    public async Task What_it_throws_is_told_as_in_process()
    {
        using var catalog = new WorkerCatalog()
            .Add("apart", process: "throw new IOException(\"broken pipe\");")
            .Add("here", process: "throw new IOException(\"broken pipe\");", isolation: Isolation.InProcess);
        await using var host = catalog.Host();

        var reports = (await host.ProcessAsync(Runs.Failing)).Run.Processors;

        reports.Select(report => (report.Status, report.Phase, report.Diagnostic, report.Error)).Distinct()
            .ShouldBe([(ProcessorStatus.Failed, "process", "DQX2122", "IOException: broken pipe")]);
    }

    [Fact]
    public async Task What_its_constructor_throws_is_told_with_the_phase()
    {
        using var catalog = new WorkerCatalog().Add("unborn", members: "public Unborn() => throw new InvalidOperationException(\"no\");");

        var report = await catalog.RunAsync();

        (report.Status, report.Phase, report.Diagnostic).ShouldBe((ProcessorStatus.Failed, "initialize", "DQX2120"));
        report.Error.ShouldNotBeNull().ShouldContain("InvalidOperationException: no");
    }

    [Fact]
    public async Task Two_work_side_by_side_each_in_its_own_process()
    {
        using var catalog = new WorkerCatalog()
            .Add("first", process: "Note(\"first \" + Environment.ProcessId);")
            .Add("second", process: "Note(\"second \" + Environment.ProcessId);");
        await using var host = catalog.Host();

        (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldAllBe(report => report.Status == ProcessorStatus.Succeeded);

        catalog.Notes.Select(note => note.Split(' ')[1]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Its_process_is_gone_with_the_host_object()
    {
        using var catalog = new WorkerCatalog().Add("guest", process: "Note(Environment.ProcessId.ToString());");

        await catalog.RunAsync();

        await Gone(catalog.ProcessId);
    }

    [Fact]
    public async Task A_large_run_arrives_whole()
    {
        var run = Runs.Failing with { Results = [.. Enumerable.Range(0, 20_000).Select(i => Runs.Failing.Results[0] with { Assertion = $"assertion {i} äöü \ud83d\ude00" })] };
        using var catalog = new WorkerCatalog().Add("large", process: "Note(run.Results.Length + \" \" + run.Results[^1].Assertion);");
        await using var host = catalog.Host();

        await host.ProcessAsync(run);

        catalog.Notes.ShouldBe(["20000 assertion 19999 äöü \ud83d\ude00"]);
    }

    internal static async Task Gone(int process)
    {
        for (var patience = Stopwatch.StartNew(); IsAlive(process); await Task.Delay(20))
        {
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), $"process {process} is still there");
        }
    }

    /// <summary>A zombie that nobody has waited for yet is gone as well.</summary>
    internal static bool IsAlive(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].StartsWith('Z');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
