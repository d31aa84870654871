using System.Diagnostics;
using System.Globalization;
using Dqx.Composition.Tests.Support;
using Dqx.Suites;

namespace Dqx.Composition.Tests;

/// <summary>Extensions change in a long-lived host: between runs, never inside one, and the old ones leave.</summary>
public sealed class ReloadTests : IDisposable
{
    private readonly TestCatalog _catalog = new();

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public async Task Changed_added_and_removed_extensions_are_there_for_the_next_run()
    {
        AddVersion(1);
        _catalog.AddProcessor("removed");
        await using var host = Host();
        await host.ProcessAsync(Runs.Failing);
        AddVersion(2);
        Directory.Delete(Path.Combine(_catalog.Folder, "Removed"), recursive: true);
        _catalog.AddProcessor("added");

        (await host.ReloadAsync()).ShouldBeEmpty();

        host.ProcessorOrder.ShouldBe(["added", "changing"]);
        var run = (await host.ProcessAsync(Runs.Failing)).Run;
        run.Processors.Select(report => (report.Name, report.Status)).ShouldBe([("added", ProcessorStatus.Succeeded), ("changing", ProcessorStatus.Succeeded)]);
        _catalog.Notes.ShouldBe([
            "initialize changing", "initialize removed", "process changing", "version 1", "process removed",
            "initialize added", "initialize changing", "dispose 1",
            "process added", "process changing", "version 2"]);
        LiveContexts().ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_loaded_by_a_reload_before_the_start()
    {
        AddVersion(1);
        await using var host = Host();
        AddVersion(2);

        await host.ReloadAsync();

        _catalog.Notes.ShouldBeEmpty();
        await host.ProcessAsync(Runs.Failing);
        _catalog.Notes[^1].ShouldBe("version 2");
    }

    [Fact]
    public async Task A_broken_one_fails_alone_and_is_mended_by_the_next_reload()
    {
        AddVersion(1);
        _catalog.AddProcessor("good");
        await using var host = Host();
        await host.ProcessAsync(Runs.Failing);
        _catalog.AddFile("Changing/Changing.dll", []);

        await host.ReloadAsync();
        var broken = (await host.ProcessAsync(Runs.Failing)).Run;
        AddVersion(3);
        await host.ReloadAsync();
        var mended = (await host.ProcessAsync(Runs.Failing)).Run;

        broken.Processors.Select(report => (report.Name, report.Status, report.Diagnostic)).ShouldBe([
            ("Changing", ProcessorStatus.Failed, "DQX2005"), ("good", ProcessorStatus.Succeeded, null)], ignoreOrder: true);
        mended.Processors.ShouldAllBe(report => report.Status == ProcessorStatus.Succeeded);
        _catalog.Notes.ShouldContain("version 3");
    }

    [Fact]
    public async Task A_reload_that_does_not_fit_the_configuration_replaces_nothing()
    {
        AddVersion(1);
        await using var host = DqxHost.Create(options =>
        {
            options.Catalogs.Add(_catalog.Folder);
            options.Processors.Add(new ProcessorConfiguration { Instance = "page", Use = "changing" });
        });
        await host.ProcessAsync(Runs.Failing);
        Directory.Move(Path.Combine(_catalog.Folder, "Changing"), Path.Combine(_catalog.Folder, "Renamed"));

        var refused = await Should.ThrowAsync<ConfigurationException>(() => host.ReloadAsync());

        refused.DiagnosticId.ShouldBe("DQX2112");
        (await host.ProcessAsync(Runs.Failing)).Run.Processors.Single().Status.ShouldBe(ProcessorStatus.Succeeded);
        _catalog.Notes.ShouldNotContain("dispose 1");
    }

    [Fact]
    public async Task Settings_that_the_new_one_refuses_leave_the_old_one_in_place_and_let_the_new_one_go()
    {
        AddVersion(1);
        await using var host = Host();
        await host.ProcessAsync(Runs.Failing);
        _catalog.AddProcessor("changing", initialize: "settings.Bind<Options>(); return default;", members: "public class Options { public required string To { get; set; } }");

        (await Should.ThrowAsync<ConfigurationException>(() => host.ReloadAsync())).DiagnosticId.ShouldBe("DQX2101");

        (await host.ProcessAsync(Runs.Failing)).Run.Processors.Single().Status.ShouldBe(ProcessorStatus.Succeeded);
        _catalog.Notes[^1].ShouldBe("version 1");
    }

    [Fact]
    public async Task A_run_that_has_begun_keeps_its_processors_to_the_end()
    {
        AddVersion(1, process: "while (!File.Exists(Path.Combine(AppContext.BaseDirectory, Gate))) { await Task.Delay(5, token); }");
        await using var host = Host();
        await host.StartAsync();
        var run = host.ProcessAsync(Runs.Failing);
        await Wait.UntilAsync(() => _catalog.Notes.Contains("process changing"));
        AddVersion(2);
        var reload = host.ReloadAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(50));
        reload.IsCompleted.ShouldBeFalse();
        var gate = Path.Combine(AppContext.BaseDirectory, _catalog.Gate);
        await File.WriteAllTextAsync(gate, "");

        (await run).Run.Processors.Single().Status.ShouldBe(ProcessorStatus.Succeeded);
        (await reload).ShouldBeEmpty();
        await host.ProcessAsync(Runs.Failing);

        File.Delete(gate);
        _catalog.Notes.ShouldBe(["initialize changing", "process changing", "version 1", "initialize changing", "dispose 1", "process changing", "version 2"]);
    }

    [Fact]
    public async Task Runs_during_reloads_all_succeed_and_none_is_called_after_its_disposal()
    {
        AddVersion(0);
        await using var host = Host();
        await host.StartAsync();
        using var stop = new CancellationTokenSource();
        var runs = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var reports = new List<ProcessorReport>();
            while (!stop.IsCancellationRequested)
            {
                reports.AddRange((await host.ProcessAsync(Runs.Failing)).Run.Processors);
            }

            return reports;
        })).ToArray();
        for (var version = 1; version <= 8; version++)
        {
            AddVersion(version);
            await host.ReloadAsync();
        }

        await stop.CancelAsync();
        var all = (await Task.WhenAll(runs)).SelectMany(reports => reports).ToList();
        all.ShouldNotBeEmpty();
        all.ShouldAllBe(report => report.Status == ProcessorStatus.Succeeded);
        var notes = _catalog.Notes.ToList();
        for (var version = 0; version < 8; version++)
        {
            var text = version.ToString(CultureInfo.InvariantCulture);
            notes.LastIndexOf($"version {text}").ShouldBeLessThan(notes.IndexOf($"dispose {text}"));
        }
    }

    [Fact]
    public async Task One_that_something_holds_is_told_by_name()
    {
        _catalog.AddProcessor("held", members: "public Held() { AppDomain.CurrentDomain.AssemblyLoad += Loaded; } static void Loaded(object s, AssemblyLoadEventArgs a) { }");
        _catalog.AddProcessor("free");
        await using var host = Host();
        await host.StartAsync();

        var once = await host.ReloadAsync();
        var twice = await host.ReloadAsync();

        once.Select(finding => (finding.Id, finding.File)).ShouldBe([("DQX2131", Path.Combine(_catalog.Folder, "Held", "Held.dll"))]);
        twice.Single().Message.ShouldStartWith("Held: it was let go and 2 loads of it are still in memory");
        host.Catalog.Diagnostics.Single(finding => finding.Id == "DQX2131").Message.ShouldBe(twice.Single().Message);
    }

    [Fact]
    public async Task A_reload_that_was_cancelled_while_it_waited_is_finished_by_the_next()
    {
        AddVersion(1, process: "await Task.Delay(300, token);");
        await using var host = Host();
        await host.StartAsync();
        var run = host.ProcessAsync(Runs.Failing);
        await Wait.UntilAsync(() => _catalog.Notes.Contains("process changing"));
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));

        await Should.ThrowAsync<OperationCanceledException>(() => host.ReloadAsync(soon.Token));
        await run;
        (await host.ReloadAsync()).ShouldBeEmpty();

        _catalog.Notes.ShouldContain("dispose 1");
        LiveContexts().ShouldBe(1);
    }

    [Fact]
    public async Task After_the_disposal_there_is_nothing_to_reload()
    {
        var host = Host();
        await host.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => host.ReloadAsync());
    }

    [Fact]
    public async Task Fifty_reloads_leave_nothing_behind()
    {
        AddVersion(1);
        _catalog.AddProcessor("other", members: "[Import] public ILoggerFactory Log { get; set; }", process: "Log.CreateLogger(\"x\").LogInformation(\"{A}\", 1); return default;");
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(Isolated).Assembly.Location, Isolated.Reloads, _catalog.Folder, "50"])
        {
            RedirectStandardOutput = true,
        }).ShouldNotBeNull();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(0);
        var words = output.Trim().Split(' ');
        // The two that are in use, and fewer bytes than one reload of two extensions takes.
        words[0].ShouldBe("2");
        long.Parse(words[1], CultureInfo.InvariantCulture).ShouldBeLessThan(1_000_000);
    }

    private void AddVersion(int version, string process = "") => _catalog.AddProcessor(
        "changing",
        bases: "IDisposable",
        members: $"const string Gate = \"{_catalog.Gate}\"; public void Dispose() => Note(\"dispose {version}\");",
        process: $"{process} Note(\"version {version}\"); {(process.Contains("await", StringComparison.Ordinal) ? "" : "return default;")}");

    private DqxHost Host() => DqxHost.Create(options => options.Catalogs.Add(_catalog.Folder));

    private int LiveContexts() => System.Runtime.Loader.AssemblyLoadContext.All.OfType<Dqx.Composition.Loading.ExtensionLoadContext>()
        .Count(context => context.Origin.File.StartsWith(_catalog.Folder, StringComparison.Ordinal));
}
