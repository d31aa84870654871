using Dqx.Composition.Tests.Support;
using Dqx.Delivery;
using Dqx.Sqlite.Delivery;
using Dqx.Suites;

namespace Dqx.Composition.Tests.Delivery;

/// <summary>What each processor would be handed, without handing over anything.</summary>
public sealed class PreviewTests : IDisposable
{
    private readonly TestCatalog _catalog = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dqx-preview-");
    private bool _isDown;

    public void Dispose()
    {
        _catalog.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_host_says_it_without_loading_an_extension()
    {
        _catalog.AddProcessor("page");
        await using var host = Host(("page", "page", "failed > 0"), ("quiet", "page", "errors > 0"));

        var previewed = await host.PreviewAsync(Runs.Failing);

        previewed.Run.Processors.Select(report => (report.Name, report.Status, report.Error)).ShouldBe(
        [
            ("page", ProcessorStatus.Skipped, "dry run: it would be handed this run, as it gets every run"),
            ("quiet", ProcessorStatus.Skipped, "dry run: it would not be handed this run: 'errors > 0' does not hold"),
        ]);
        (previewed.Fatal.Length, previewed.Degrading.Length).ShouldBe((0, 0));
        _catalog.Notes.ShouldBeEmpty();
        host.Catalog.Entries.ShouldAllBe(entry => entry.State != ExtensionState.Active);
    }

    [Fact]
    public async Task Nothing_that_is_wrong_on_paper_is_previewed()
    {
        _catalog.AddProcessor("page");
        await using var host = Host(("pge", "pge", "failed > 0"));

        (await Should.ThrowAsync<ConfigurationException>(() => host.PreviewAsync(Runs.Failing))).Message.ShouldContain("page");
        Should.Throw<ConfigurationException>(host.Check);
    }

    [Fact]
    public async Task A_host_without_processors_has_nothing_to_say()
    {
        await using var host = DqxHost.Create(_ => { });

        host.Check();
        (await host.PreviewAsync(Runs.Failing)).Run.Processors.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_told_and_what_is_left_counts()
    {
        await HandOverAsync(1, AssertionStatus.Failed);
        (await PreviewAsync(2, AssertionStatus.Failed)).ShouldBe("dry run: it would not be handed this run: nothing has changed since it was told for 2026-11-01");
        (await PreviewAsync(2, AssertionStatus.Passed)).ShouldBe("dry run: it would be handed this run, as a recovery (1 recovered)");
        (await PreviewAsync(2, AssertionStatus.Error)).ShouldBe("dry run: it would be handed this run, as a failure (1 new, 0 recovered)");
        (await PreviewAsync(2, AssertionStatus.Failed, NotifyMode.Daily, days: 2)).ShouldBe("dry run: it would be handed this run, as a reminder");

        _isDown = true;
        await HandOverAsync(3, AssertionStatus.Passed);
        (await PreviewAsync(4, AssertionStatus.Passed)).ShouldEndWith("; before it, the run that is left for it");
        await HandOverAsync(4, AssertionStatus.Passed);
        (await PreviewAsync(5, AssertionStatus.Passed)).ShouldEndWith("; before it, the 2 runs that are left for it");

        // Nothing of it has changed what the journal says.
        (await PreviewAsync(5, AssertionStatus.Passed)).ShouldEndWith("; before it, the 2 runs that are left for it");
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_is_a_finding()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "other.db"), "no database, but long enough to be read as one: " + new string('x', 200));
        await using var orchestrator = Orchestra("other.db").Build();

        var previewed = await orchestrator.PreviewAsync(Run(1, AssertionStatus.Failed), default);

        previewed.Run.Diagnostics.ShouldAllBe(finding => finding.Id == "DQX3404");
        previewed.Run.Processors.Single().Error.ShouldNotBeNull().ShouldContain("as a failure (1 new");
    }

    private DqxHost Host(params (string Instance, string Use, string When)[] processors) => DqxHost.Create(options =>
    {
        options.Catalogs.Add(_catalog.Folder);
        foreach (var (instance, use, when) in processors)
        {
            options.Processors.Add(new ProcessorConfiguration { Instance = instance, Use = use, When = RunCondition.Parse(when) });
        }
    });

    private Orchestra Orchestra(string journal = "deliveries.db", NotifyMode notify = NotifyMode.StatusChange)
        => new Orchestra { Journal = new SqliteDeliveryJournal(Path.Combine(_folder.FullName, journal)) }.Add(
            "page",
            new ActingProcessor { Process = (_, _, _) => _isDown ? throw new IOException("down") : ValueTask.CompletedTask },
            configure: configuration => configuration with { Notify = notify });

    private async Task HandOverAsync(int day, AssertionStatus status)
    {
        await using var orchestrator = Orchestra().Build();
        (await orchestrator.InitializeAsync(default)).ShouldBeEmpty();
        await orchestrator.ProcessAsync(Run(day, status), default);
    }

    private async Task<string?> PreviewAsync(int day, AssertionStatus status, NotifyMode notify = NotifyMode.StatusChange, int days = 0)
    {
        var orchestra = Orchestra(notify: notify);
        orchestra.Clock.Advance(TimeSpan.FromDays(days));
        await using var orchestrator = orchestra.Build();
        return (await orchestrator.PreviewAsync(Run(day, status), default)).Run.Processors.Single().Error;
    }

    private static SuiteRun Run(int day, AssertionStatus status) => Runs.Failing with
    {
        RunId = Guid.CreateVersion7(),
        Key = ResultKey.For(new DateOnly(2026, 11, day)),
        Results = [Runs.Failing.Results[0] with { Status = status }],
    };
}
