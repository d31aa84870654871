using Dqx.Composition.Running;
using Dqx.Composition.Tests.Support;
using Dqx.Delivery;
using Dqx.Sqlite.Delivery;
using Dqx.Suites;
using Moq;

namespace Dqx.Composition.Tests.Delivery;

/// <summary>Runs that are kept until every processor has taken them.</summary>
public sealed class DeliveryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dqx-deliveries-");
    private readonly List<(string Instance, DateOnly Date, int Attempt, NotificationKind Kind)> _taken = [];
    private string? _refusal;

    private string File => Path.Combine(_folder.FullName, "deliveries.db");

    private SqliteDeliveryJournal Journal => new(File);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_run_is_kept_and_noted_as_sent()
    {
        await HandOverAsync(1, Orchestra("page", "store"));

        _taken.Select(taken => taken.Instance).ShouldBe(["page", "store"]);
        (await StatusesAsync()).ShouldBe(["1 page sent", "1 store sent"]);
    }

    [Fact]
    public async Task What_failed_is_handed_over_before_the_next_run_and_in_order()
    {
        _refusal = "page";
        var failed = await HandOverAsync(1, Orchestra("page", "store"));
        failed.Run.Processors[0].Status.ShouldBe(ProcessorStatus.Failed);
        await HandOverAsync(2, Orchestra("page", "store"));
        (await StatusesAsync()).ShouldBe(["1 page pending", "1 store sent", "2 page pending", "2 store sent"]);

        _taken.Clear();
        _refusal = null;
        var processed = await HandOverAsync(3, Orchestra("page", "store"));

        _taken.Where(taken => taken.Instance == "page").Select(taken => (taken.Date.Day, taken.Attempt)).ShouldBe([(1, 3), (2, 1), (3, 1)]);
        processed.Run.Processors.ShouldAllBe(report => report.Status == ProcessorStatus.Succeeded);
        (await StatusesAsync()).ShouldAllBe(line => line.EndsWith(" sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_newer_overtakes_a_run_that_is_not_taken()
    {
        _refusal = "page";
        await HandOverAsync(1, Orchestra("page"));
        _taken.Clear();

        var processed = await HandOverAsync(2, Orchestra("page"));

        _taken.Select(taken => (taken.Date.Day, taken.Attempt)).ShouldBe([(1, 2)]);
        processed.Run.Processors.Single().Error.ShouldNotBeNull().ShouldContain("it did not take the run of 2026-11-01, which was left for it, and this one waits: InvalidOperationException: refused");
        processed.Degrading.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_only_of_one_run_is_tried_again_in_it_and_never_left_for_another()
    {
        _refusal = "report";
        Orchestra WithReport() => Orchestra("page").Add("report", Taking(), configure: configuration => configuration with { IsOfThisRun = true }, describe: metadata => metadata with { Idempotent = true });

        var failed = await HandOverAsync(1, WithReport().Add("store", Taking()));
        await HandOverAsync(2, new Orchestra { Journal = Journal }.Add("report", Taking(), configure: configuration => configuration with { IsOfThisRun = true }));

        failed.Run.Processors.Select(report => (report.Name, report.Status)).ShouldBe([("page", ProcessorStatus.Succeeded), ("report", ProcessorStatus.Failed), ("store", ProcessorStatus.Succeeded)]);
        _taken.Select(taken => (taken.Instance, taken.Date.Day, taken.Attempt)).ShouldBe([("page", 1, 1), ("report", 1, 1), ("store", 1, 1), ("report", 1, 2), ("report", 1, 3), ("report", 2, 1)]);
        (await StatusesAsync()).ShouldBe(["1 page sent", "1 store sent"]);
        (await LeftOversAsync(WithReport())).ShouldBe(0);
    }

    [Fact]
    public async Task A_retry_hands_over_what_is_left_and_counts_what_stays()
    {
        _refusal = "page";
        await HandOverAsync(1, Orchestra("page", "store"));
        (await LeftOversAsync(Orchestra("page", "store"))).ShouldBe(1);
        _refusal = null;
        (await LeftOversAsync(Orchestra("page", "store"))).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_left_for_too_long_is_given_up_and_said()
    {
        _refusal = "page";
        var first = Orchestra("page");
        await HandOverAsync(1, first);
        _refusal = null;
        var later = Orchestra("page");
        later.Clock.Advance(TimeSpan.FromDays(10));

        var processed = await HandOverAsync(2, later);

        processed.Run.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("DQX3405");
        (await StatusesAsync()).ShouldBe(["1 page expired", "2 page sent"]);
    }

    [Fact]
    public async Task A_change_is_told_once_across_hosts()
    {
        Orchestra Told() => Orchestra(configuration => configuration with { Notify = NotifyMode.StatusChange }, "page");
        await HandOverAsync(1, Told());
        var silent = await HandOverAsync(2, Told());
        await HandOverAsync(3, Told(), status: AssertionStatus.Passed);
        await HandOverAsync(4, Told(), status: AssertionStatus.Passed);

        _taken.Select(taken => (taken.Date.Day, taken.Kind)).ShouldBe([(1, NotificationKind.Failure), (3, NotificationKind.Recovery)]);
        var report = silent.Run.Processors.Single();
        (report.Status, report.Error).ShouldBe((ProcessorStatus.Skipped, "nothing has changed since it was told for 2026-11-01"));
        (await StatusesAsync()).ShouldBe(["1 page sent", "2 page not_due", "3 page sent", "4 page not_due"]);
    }

    [Fact]
    public async Task A_failed_alert_is_no_told_alert()
    {
        Orchestra Told() => Orchestra(configuration => configuration with { Notify = NotifyMode.StatusChange }, "page");
        _refusal = "page";
        await HandOverAsync(1, Told());
        _refusal = null;
        _taken.Clear();

        await HandOverAsync(2, Told());

        _taken.Select(taken => (taken.Date.Day, taken.Kind)).ShouldBe([(1, NotificationKind.Failure)]);
    }

    [Fact]
    public async Task A_condition_that_does_not_hold_is_the_reason()
    {
        var processed = await HandOverAsync(1, Orchestra(configuration => configuration with { When = RunCondition.Parse("errors > 0") }, "page"));

        processed.Run.Processors.Single().Error.ShouldBe("'errors > 0' does not hold");
        _taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_journal_conditions_count_all_the_same()
    {
        var orchestra = new Orchestra().Add("page", Taking(), configure: configuration => configuration with { When = RunCondition.Parse("errors > 0") });

        (await orchestra.RunAsync()).Run.Processors.Single().Status.ShouldBe(ProcessorStatus.Skipped);
    }

    [Theory]
    [InlineData(true, 2, 3)]
    [InlineData(true, 0, 1)]
    [InlineData(false, 2, 1)]
    public async Task What_is_idempotent_is_tried_again(bool idempotent, int retries, int attempts)
    {
        _refusal = "page";
        var orchestra = new Orchestra().Add("page", Taking(), configure: configuration => configuration with { Retries = retries }, describe: metadata => metadata with { Idempotent = idempotent });

        var report = (await orchestra.RunAsync()).Run.Processors.Single();

        report.Status.ShouldBe(ProcessorStatus.Failed);
        _taken.Select(taken => taken.Attempt).ShouldBe(Enumerable.Range(1, attempts));
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_stops_no_delivery()
    {
        Directory.CreateDirectory(File);

        var processed = await HandOverAsync(1, Orchestra("page"));

        _taken.ShouldHaveSingleItem();
        processed.Run.Processors.Single().Status.ShouldBe(ProcessorStatus.Succeeded);
        processed.Run.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("DQX3403");
    }

    [Fact]
    public async Task A_run_of_the_journal_that_cannot_be_read_waits_and_stops_no_delivery()
    {
        _refusal = "page";
        await HandOverAsync(1, Orchestra("page"));
        (_refusal, var left) = (null, await Journal.ListAsync(Runs.Failing.Suite, null, default));
        _taken.Clear();
        // It goes away between two questions, as a server may.
        var journal = new Mock<IDeliveryJournal>();
        journal.Setup(one => one.ListAsync(It.IsAny<string>(), It.IsAny<DeliveryStatus?>(), It.IsAny<CancellationToken>())).Returns(new ValueTask<IReadOnlyList<DeliveryRecord>>(left));
        journal.Setup(one => one.FindRunAsync(It.IsAny<Guid>(), It.IsAny<CancellationToken>())).Throws(new DqxException("DQX5303", "It broke."));
        journal.Setup(one => one.TryTakeAsync(It.IsAny<DeliveryKey>(), It.IsAny<DeliveryLease>(), It.IsAny<CancellationToken>())).Returns(new ValueTask<int?>(1));

        var processed = await HandOverAsync(2, new Orchestra { Journal = journal.Object }.Add("page", Taking()));

        _taken.ShouldHaveSingleItem().Date.Day.ShouldBe(2);
        processed.Run.Processors.Single().Status.ShouldBe(ProcessorStatus.Succeeded);
        processed.Run.Diagnostics.ShouldHaveSingleItem().ShouldSatisfyAllConditions(told => told.Id.ShouldBe("DQX3404"), told => told.Message.ShouldEndWith("it waits for the next run. It broke."));
    }

    private Orchestra Orchestra(params string[] names) => Orchestra(configuration => configuration, names);

    private Orchestra Orchestra(Func<ProcessorConfiguration, ProcessorConfiguration> configure, params string[] names)
        => names.Aggregate(new Orchestra { Journal = Journal }, (orchestra, name) => orchestra.Add(name, Taking(), configure: configure));

    private ActingProcessor Taking() => new()
    {
        Process = (run, context, _) =>
        {
            _taken.Add((context.Instance, run.Key.Date, context.Attempt, context.Notification.Kind));
            return context.Instance == _refusal ? throw new InvalidOperationException("refused") : ValueTask.CompletedTask;
        },
    };

    private static async Task<ProcessedRun> HandOverAsync(int day, Orchestra orchestra, AssertionStatus status = AssertionStatus.Failed)
    {
        await using var orchestrator = orchestra.Build();
        (await orchestrator.InitializeAsync(default)).ShouldBeEmpty();
        return await orchestrator.ProcessAsync(Run(day, status), default);
    }

    private static async Task<int> LeftOversAsync(Orchestra orchestra)
    {
        await using var orchestrator = orchestra.Build();
        await orchestrator.InitializeAsync(default);
        return await orchestrator.DeliverLeftOversAsync(Runs.Failing.Suite, default);
    }

    private static SuiteRun Run(int day, AssertionStatus status) => Runs.Failing with
    {
        RunId = Guid.CreateVersion7(),
        Key = ResultKey.For(new DateOnly(2026, 11, day)),
        StartedAt = Runs.Failing.StartedAt.AddMinutes(day),
        Results = [Runs.Failing.Results[0] with { Status = status }],
    };

    private async Task<string[]> StatusesAsync()
        => [.. (await Journal.ListAsync(Runs.Failing.Suite, null, default)).Select(record => FormattableString.Invariant($"{record.ResultKey.Date.Day} {record.Key.Instance} {WireNames.Of(record.Status)}"))];
}
