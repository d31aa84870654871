using Dqx.Composition.Tests.Support;
using Dqx.Suites;

namespace Dqx.Composition.Tests.Selection;

/// <summary>Who runs, who is skipped, and what is a configuration error.</summary>
public sealed class SelectionTests : IDisposable
{
    private readonly TestCatalog _catalog = new();

    public SelectionTests()
    {
        _catalog.AddProcessor("store", order: 1, metadata: "RequiredSettings = new[] { \"url\" }");
        _catalog.AddProcessor("email", order: 2);
    }

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public async Task What_nobody_mentions_runs_with_empty_settings_or_is_skipped_unloaded()
    {
        var (run, notes) = await RunAsync();

        run.Processors.Select(report => (report.Name, report.Status, report.Diagnostic)).ShouldBe([
            ("email", ProcessorStatus.Succeeded, null), ("store", ProcessorStatus.Skipped, "DQX2110")]);
        run.Processors[1].Error.ShouldBe("required settings are missing: url");
        notes.ShouldBe(["initialize email", "process email"]);
        AppDomain.CurrentDomain.GetAssemblies().ShouldNotContain(assembly => !assembly.IsDynamic && assembly.Location == Path.Combine(_catalog.Folder, "Store", "Store.dll"));
    }

    [Fact]
    public async Task Several_instances_use_one_processor()
    {
        var (run, notes) = await RunAsync(Use("weekly", "email"), Use("daily", "email"), Use("archive", "store", """{ "url": "sqlite:x" }"""));

        run.Processors.Select(report => (report.Name, report.Use, report.Order)).ShouldBe([("archive", "store", 1), ("daily", "email", 2), ("weekly", "email", 2)]);
        notes.ShouldBe(["initialize store", "initialize email", "initialize email", "process archive", "process daily", "process weekly"]);
    }

    [Fact]
    public async Task A_disabled_processor_is_not_loaded_and_needs_no_settings()
    {
        var (run, notes) = await RunAsync(Use("email", "email") with { Enabled = false }, Use("store", "store") with { Enabled = false });

        run.Processors.ShouldBeEmpty();
        notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_selected_ones_run()
    {
        var (run, _) = await RunAsync(only: ["EMAIL"]);
        run.Processors.Select(report => report.Name).ShouldBe(["email"]);

        (await Should.ThrowAsync<ConfigurationException>(() => RunAsync(only: ["store"]))).DiagnosticId.ShouldBe("DQX2111");

        var (none, _) = await RunAsync(only: []);
        none.Processors.ShouldBeEmpty();
        none.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_configuration_error_is_told_at_once()
    {
        await using var host = DqxHost.Create(options =>
        {
            options.Catalogs.Add(_catalog.Folder);
            options.Catalogs.Add(Path.Combine(_catalog.Folder, "nowhere"));
            options.Processors.Add(Use("page", "emial") with { Origin = "suite.yaml:12:3" });
            options.Processors.Add(Use("archive", "store"));
            options.OnlyProcessors = ["page", "archive", "archives"];
        });

        var refusal = await Should.ThrowAsync<ConfigurationException>(() => host.StartAsync());

        refusal.Errors.Select(error => error.Id).ShouldBe(["DQX2001", "DQX2112", "DQX2111", "DQX2113"]);
        refusal.Errors[1].Message.ShouldBe("suite.yaml:12:3: no catalog holds a processor 'emial'; did you mean 'email'?");
        refusal.Errors[2].Message.ShouldBe("processor 'archive' needs url. Set it, or say enabled: false.");
        refusal.Errors[3].Message.ShouldStartWith("there is no processor 'archives' to select; did you mean 'archive'?");
        refusal.DiagnosticId.ShouldBe("DQX2001");
        (await Should.ThrowAsync<ConfigurationException>(() => host.ProcessAsync(Runs.Failing))).Errors.ShouldBe(refusal.Errors);
        _catalog.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Found_and_broken_has_failed_under_its_policy()
    {
        _catalog.AddFile("Dqx.Extensions.DbWriter/Dqx.Extensions.DbWriter.dll", []);
        _catalog.AddFile("Garbage/Garbage.dll", "x"u8.ToArray());
        _catalog.Add("Wrong", "[Export(typeof(IResultProcessor)), ProcessorMetadata(\"wrong\", Order = 9)] public class P;");

        await using var host = Host(Use("write", "db_writer") with { OnError = OnError.Fail }, Use("email", "email"), Use("w", "wrong") with { OnError = OnError.Ignore });
        var processed = await host.ProcessAsync(Runs.Failing);

        processed.Run.Processors.Select(report => (report.Name, report.Use, report.Status, report.Phase, report.Diagnostic)).ShouldBe([
            ("email", "email", ProcessorStatus.Succeeded, null, null),
            ("store", "store", ProcessorStatus.Skipped, null, "DQX2110"),
            ("w", "wrong", ProcessorStatus.Failed, "inspect", "DQX2103"),
            ("Garbage", "Garbage", ProcessorStatus.Failed, "inspect", "DQX2005"),
            ("write", "db_writer", ProcessorStatus.Failed, "inspect", "DQX2005"),
        ], ignoreOrder: true);
        processed.Fatal.Select(report => report.Name).ShouldBe(["write"]);
        processed.Degrading.Select(report => report.Name).ShouldBe(["Garbage"]);
    }

    [Fact]
    public async Task The_loser_of_a_clash_has_failed_under_its_extensions_name()
    {
        _catalog.AddProcessor("email", extension: "Zzz");

        var (run, _) = await RunAsync(Use("email", "email"));

        run.Processors.Where(report => report.Use == "email").Select(report => (report.Name, report.Status)).ShouldBe([
            ("email", ProcessorStatus.Succeeded), ("Zzz", ProcessorStatus.Failed)]);
    }

    [Fact]
    public async Task A_loop_of_constraints_fails_its_members_only()
    {
        _catalog.AddProcessor("one", metadata: "RunAfter = new[] { \"two\" }");
        _catalog.AddProcessor("two", metadata: "RunAfter = new[] { \"one\" }");

        var (run, _) = await RunAsync();

        run.Processors.Select(report => (report.Name, report.Status, report.Diagnostic)).ShouldBe([
            ("email", ProcessorStatus.Succeeded, null),
            ("store", ProcessorStatus.Skipped, "DQX2110"),
            ("one", ProcessorStatus.Failed, "DQX2107"),
            ("two", ProcessorStatus.Failed, "DQX2107"),
        ]);
        run.Diagnostics.Select(diagnostic => diagnostic.Message).ShouldBe([
            "one: RunAfter and RunBefore make a loop: one → two → one. Remove one of these constraints.",
            "two: RunAfter and RunBefore make a loop: two → one → two. Remove one of these constraints.",
        ]);
    }

    [Fact]
    public async Task A_constraint_that_names_who_does_not_run_counts_as_met_and_is_told()
    {
        _catalog.AddProcessor("early", order: 9, metadata: "RunAfter = new[] { \"nobody\" }, RunBefore = new[] { \"email\" }");

        var (run, _) = await RunAsync();

        run.Processors.Select(report => report.Name).ShouldBe(["early", "email", "store"]);
        run.Diagnostics.Single().ShouldSatisfyAllConditions(
            diagnostic => diagnostic.Id.ShouldBe("DQX2108"),
            diagnostic => diagnostic.Message.ShouldBe("early: RunAfter names 'nobody', which does not run here; the constraint counts as met."));
    }

    [Fact]
    public async Task A_quarantined_processor_shows_in_the_catalog()
    {
        _catalog.AddProcessor("hangs", process: "Thread.Sleep(2000); return default;");
        await using var host = Host(only: ["hangs"], Use("hangs", "hangs") with { Timeout = TimeSpan.FromMilliseconds(50) });
        await host.ProcessAsync(Runs.Failing);

        var entry = host.Catalog.Entries.Single(entry => entry.Processor == "hangs");

        (entry.State, entry.Diagnostic).ShouldBe((ExtensionState.Quarantined, "DQX2125"));
    }

    [Fact]
    public async Task The_catalog_shows_how_each_processor_stands()
    {
        _catalog.AddProcessor("idle");
        _catalog.AddProcessor("other");
        _catalog.AddProcessor("broken", initialize: "throw new Exception(\"no\");");
        await using var host = DqxHost.Create(options =>
        {
            options.Catalogs.Add(_catalog.Folder);
            options.Processors.Add(Use("idle", "idle") with { Enabled = false });
            options.Processors.Add(Use("mail", "email"));
            options.OnlyProcessors = ["idle", "mail", "broken"];
        });
        host.Catalog.Entries.Single(entry => entry.Processor == "email").State.ShouldBe(ExtensionState.Ready);
        await host.StartAsync();

        var catalog = host.Catalog;
        catalog.Entries.ToDictionary(entry => entry.Processor!, entry => entry.State).ShouldBe(
            new Dictionary<string, ExtensionState>
            {
                ["store"] = ExtensionState.Unselected,
                ["email"] = ExtensionState.Active,
                ["broken"] = ExtensionState.Failed,
                ["idle"] = ExtensionState.Disabled,
                ["other"] = ExtensionState.Unselected,
            },
            ignoreOrder: true);
        catalog.Entries.Single(entry => entry.Processor == "email").Instances.ShouldBe(["mail"]);
        catalog.Entries.Single(entry => entry.Processor == "broken").Reason.ShouldBe("Exception: no");
    }

    private static ProcessorConfiguration Use(string instance, string use, string settings = "{}")
        => new() { Instance = instance, Use = use, Settings = ProcessorSettings.FromJson(settings) };

    private DqxHost Host(params ProcessorConfiguration[] configurations) => Host(only: null, configurations);

    private DqxHost Host(string[]? only, params ProcessorConfiguration[] configurations) => DqxHost.Create(options =>
    {
        options.Catalogs.Add(_catalog.Folder);
        options.OnlyProcessors = only;
        foreach (var configuration in configurations)
        {
            options.Processors.Add(configuration);
        }
    });

    private Task<(SuiteRun Run, string[] Notes)> RunAsync(params ProcessorConfiguration[] configurations) => RunAsync(only: null, configurations);

    private async Task<(SuiteRun Run, string[] Notes)> RunAsync(string[]? only, params ProcessorConfiguration[] configurations)
    {
        await using var host = Host(only, configurations);
        var processed = await host.ProcessAsync(Runs.Failing);
        return (processed.Run, _catalog.Notes);
    }
}
