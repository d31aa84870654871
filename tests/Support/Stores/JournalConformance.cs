using Dqx.Delivery;
using Dqx.Tests.Delivery;

namespace Dqx.Tests.Support.Stores;

/// <summary>What every delivery journal does the same, wherever it keeps the runs.</summary>
public abstract class JournalConformance
{
    private protected static readonly SuiteRun s_run = Runs.Of(Runs.Result("a", AssertionStatus.Failed));
    private protected static readonly DateTimeOffset s_now = new(2026, 11, 20, 7, 0, 0, TimeSpan.Zero);
    private static readonly LeaseOwner s_elsewhere = new("another-machine", 1, s_now);

    [Fact]
    public async Task What_is_taken_in_is_due_for_every_instance()
    {
        await using var journal = Open();
        await journal.AddAsync(s_run, [new("page", "email_alerts"), new("db_writer", "db_writer")], default);
        await journal.AddAsync(s_run, [new("another", "another")], default);

        var due = await journal.ListAsync("Orders", DeliveryStatus.Pending, default);
        due.Select(record => (record.Key.Instance, record.Use, record.Attempts, record.ResultKey)).ShouldBe([("db_writer", "db_writer", 0, s_run.Key), ("page", "email_alerts", 0, s_run.Key)]);
        due.ShouldAllBe(record => record.StartedAt == s_run.StartedAt && record.ChangedAt == null && record.Reason == null);
        RunDocument.ToJson((await journal.FindRunAsync(s_run.RunId, default)).ShouldNotBeNull()).ShouldBe(RunDocument.ToJson(s_run));
        (await journal.ListAsync("Another suite", null, default)).ShouldBeEmpty();
        (await journal.FindRunAsync(Guid.NewGuid(), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_there_before_something_is_taken_in()
    {
        await using var journal = Open();

        (await journal.ListAsync("Orders", null, default)).ShouldBeEmpty();
        (await journal.FindRunAsync(s_run.RunId, default)).ShouldBeNull();
        (await journal.FindToldAsync("Orders", s_run.Key, "page", default)).ShouldBeNull();
        Exists().ShouldBeFalse();
    }

    [Fact]
    public async Task Runs_come_in_the_order_in_which_they_began()
    {
        await using var journal = Open();
        var odd = Runs.Of(Runs.Result("\0 é \"x\"", AssertionStatus.Error)) with { StartedAt = s_now.AddMinutes(2), Key = new ResultKey(s_run.Key.Date, [new("env", "\"prod\" é"), new("a", "")]) };
        var runs = new[] { odd, Runs.Of() with { StartedAt = s_now }, Runs.Of() with { StartedAt = s_now }, Runs.Of() with { StartedAt = s_now.AddMinutes(1) } };
        foreach (var run in runs)
        {
            await journal.AddAsync(run, [new("b", "b"), new("B", "b")], default);
        }

        var listed = await journal.ListAsync("Orders", null, default);

        listed.Select(record => record.Key).ShouldBe(new[] { runs[1], runs[2], runs[3], runs[0] }.SelectMany(run => new[] { new DeliveryKey(run.RunId, "B"), new DeliveryKey(run.RunId, "b") }));
        listed[^1].ResultKey.ShouldBe(odd.Key);
        RunDocument.ToJson((await journal.FindRunAsync(odd.RunId, default)).ShouldNotBeNull()).ShouldBe(RunDocument.ToJson(odd));
    }

    [Fact]
    public async Task An_attempt_counts_when_it_begins_and_a_failed_one_leaves_the_delivery_due()
    {
        await using var journal = Open();
        var key = await AddAsync(journal);

        (await journal.TryTakeAsync(key, Lease(), default)).ShouldBe(1);
        await journal.NoteAsync(key, new DeliveryOutcome(DeliveryStatus.Pending, s_now, TimeSpan.FromSeconds(1), "refused: \0"), told: null, default);
        (await journal.ListAsync("Orders", DeliveryStatus.Pending, default)).ShouldHaveSingleItem().Reason.ShouldNotBeNull().ShouldStartWith("refused: ");
        (await journal.TryTakeAsync(key, Lease(), default)).ShouldBe(2);
        await journal.NoteAsync(key, new DeliveryOutcome(DeliveryStatus.Sent, s_now, TimeSpan.FromSeconds(1), null), told: null, default);

        (await journal.TryTakeAsync(key, Lease(), default)).ShouldBeNull();
        // What has come to its end stays there.
        await journal.NoteAsync(key, new DeliveryOutcome(DeliveryStatus.Dropped, s_now, TimeSpan.Zero, "late"), told: null, default);
        var record = (await journal.ListAsync("Orders", null, default)).ShouldHaveSingleItem();
        (record.Status, record.Attempts, record.Reason, record.ChangedAt).ShouldBe((DeliveryStatus.Sent, 2, null, s_now));
        (await journal.TryTakeAsync(key with { Instance = "nobody" }, Lease(), default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_somebody_else_has_is_not_given_out_before_they_are_gone_or_late()
    {
        await using var journal = Open();
        var key = await AddAsync(journal);
        var ended = LeaseOwner.Current with { ProcessId = 4_000_000 };

        (await journal.TryTakeAsync(key, new DeliveryLease(s_elsewhere, InAnHour), default)).ShouldBe(1);
        (await journal.TryTakeAsync(key, Lease(), default)).ShouldBeNull();
        (await journal.TryTakeAsync(key, new DeliveryLease(s_elsewhere, InAnHour.AddHours(-2)), default)).ShouldBe(2);
        // Its time is over now, and nobody asks whether it lives.
        (await journal.TryTakeAsync(key, new DeliveryLease(ended, InAnHour), default)).ShouldBe(3);
        // A process of this machine that has ended needs no time to be over.
        (await journal.TryTakeAsync(key, Lease(), default)).ShouldBe(4);
        (await journal.TryTakeAsync(key, new DeliveryLease(s_elsewhere, InAnHour), default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_told_is_kept_with_the_success_that_told_it()
    {
        await using var journal = Open();
        var key = await AddAsync(journal);
        var told = new ToldState(s_run.Key.Date, s_now, [new("Check \"x\"", "é < 1", AssertionStatus.Error), new("Check", "a", AssertionStatus.Failed) { CheckId = "\"1\"" }]);

        await journal.NoteAsync(key, new DeliveryOutcome(DeliveryStatus.Sent, s_now, default, null), told, default);
        (await ToldAsync(journal)).Problems.ShouldBe(told.Problems);
        await journal.NoteAsync(key, new DeliveryOutcome(DeliveryStatus.Sent, s_now, default, null), told with { ToldAt = s_now.AddHours(1), Problems = [] }, default);

        (await ToldAsync(journal)).ShouldSatisfyAllConditions(now => now.Date.ShouldBe(told.Date), now => now.ToldAt.ShouldBe(s_now.AddHours(1)), now => now.Problems.ShouldBeEmpty());
        (await journal.FindToldAsync("Orders", new ResultKey(s_run.Key.Date, [new("env", "prod")]), "page", default)).ShouldBeNull();
        (await journal.FindToldAsync("Orders", s_run.Key, "another", default)).ShouldBeNull();
        (await journal.FindToldAsync("Others", s_run.Key, "page", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Old_runs_go_when_nothing_of_them_is_due()
    {
        await using var journal = Open();
        var key = await AddAsync(journal);
        (await journal.DeleteBeforeAsync("Orders", s_run.StartedAt.AddDays(1), default)).ShouldBe(0);

        await journal.TryTakeAsync(key, Lease(), default);
        await journal.NoteAsync(key, new DeliveryOutcome(DeliveryStatus.Dropped, s_now, default, "by hand"), told: null, default);

        (await journal.DeleteBeforeAsync("Orders", s_run.StartedAt, default)).ShouldBe(0);
        (await journal.DeleteBeforeAsync("Others", s_run.StartedAt.AddDays(1), default)).ShouldBe(0);
        (await journal.DeleteBeforeAsync("Orders", s_run.StartedAt.AddDays(1), default)).ShouldBe(1);
        (await journal.ListAsync("Orders", null, default)).ShouldBeEmpty();
        (await journal.FindRunAsync(s_run.RunId, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Many_at_once_give_a_delivery_to_one_of_them()
    {
        // They race to make the journal, too.
        var keys = (await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(async () =>
        {
            await using var journal = Open();
            return await AddAsync(journal, Runs.Of());
        })))).ToList();

        var owners = Enumerable.Range(1, 8).Select(number => s_elsewhere with { ProcessId = number });
        var taken = await Task.WhenAll(owners.Select(owner => Task.Run(async () =>
        {
            await using var journal = Open();
            var mine = 0;
            foreach (var key in keys)
            {
                mine += await journal.TryTakeAsync(key, new DeliveryLease(owner, InAnHour), default) is null ? 0 : 1;
            }

            return mine;
        })));

        taken.Sum().ShouldBe(keys.Count);
        await using var after = Open();
        (await after.ListAsync("Orders", null, default)).Select(record => record.Attempts).ShouldBe([1, 1, 1, 1, 1]);
    }

    [Fact]
    public async Task What_is_read_only_is_read_and_not_written()
    {
        await using (var journal = Open())
        {
            await AddAsync(journal);
        }

        await using var reader = Open(isReadOnly: true);

        var record = (await reader.ListAsync("Orders", DeliveryStatus.Pending, default)).ShouldHaveSingleItem();
        await Should.ThrowAsync<InvalidOperationException>(() => reader.TryTakeAsync(record.Key, Lease(), default).AsTask());
        (await reader.ListAsync("Orders", DeliveryStatus.Pending, default)).ShouldHaveSingleItem().Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task A_newer_version_is_refused()
    {
        await using (var journal = Open())
        {
            await AddAsync(journal);
        }

        SetVersion(99);

        await using var old = Open();
        (await Should.ThrowAsync<DqxException>(async () => await old.ListAsync("Orders", null, default))).DiagnosticId.ShouldBe(NewerId);
        (await Should.ThrowAsync<DqxException>(async () => await old.AddAsync(s_run, [], default))).Message.ShouldContain("version 99");
    }

    private protected static DateTimeOffset InAnHour => TimeProvider.System.GetUtcNow().AddHours(1);

    /// <summary>The diagnostic of what a newer version made.</summary>
    protected abstract string NewerId { get; }

    /// <summary>Opens the journal of this test.</summary>
    protected abstract IDeliveryJournal Open(bool isReadOnly = false);

    /// <summary>Whether there is something where the journal of this test is.</summary>
    protected abstract bool Exists();

    /// <summary>Lies about the version that made it.</summary>
    protected abstract void SetVersion(int version);

    private protected static DeliveryLease Lease() => new(LeaseOwner.Current, TimeProvider.System.GetUtcNow().AddMinutes(1));

    private protected static async Task<DeliveryKey> AddAsync(IDeliveryJournal journal, SuiteRun? run = null)
    {
        run ??= s_run;
        await journal.AddAsync(run, [new("page", "email_alerts")], default);
        return new DeliveryKey(run.RunId, "page");
    }

    private static async Task<ToldState> ToldAsync(IDeliveryJournal journal) => (await journal.FindToldAsync("Orders", s_run.Key, "page", default)).ShouldNotBeNull();
}
