using Dqx.Delivery;
using Dqx.Sqlite.Delivery;
using Microsoft.Data.Sqlite;

namespace Dqx.Tests.Delivery;

public sealed class SqliteDeliveryJournalTests : IDisposable
{
    private static readonly SuiteRun s_run = Runs.Of(Runs.Result("a", AssertionStatus.Failed));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dqx-journal-");
    private readonly DateTimeOffset _now = new(2026, 11, 20, 7, 0, 0, TimeSpan.Zero);

    private string File => Path.Combine(_folder.FullName, "state", "deliveries.db");

    private SqliteDeliveryJournal Journal => new(File);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_taken_in_is_due_for_every_instance()
    {
        await Journal.AddAsync(s_run, [new("page", "email_alerts"), new("db_writer", "db_writer")], default);
        await Journal.AddAsync(s_run, [new("another", "another")], default);

        var due = await Journal.ListAsync("Orders", DeliveryStatus.Pending, default);
        due.Select(record => (record.Key.Instance, record.Use, record.Attempts, record.ResultKey)).ShouldBe([("db_writer", "db_writer", 0, s_run.Key), ("page", "email_alerts", 0, s_run.Key)]);
        RunDocument.ToJson((await Journal.FindRunAsync(s_run.RunId, default)).ShouldNotBeNull()).ShouldBe(RunDocument.ToJson(s_run));
        (await Journal.ListAsync("Another suite", null, default)).ShouldBeEmpty();
        (await Journal.FindRunAsync(Guid.NewGuid(), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_there_before_something_is_taken_in()
    {
        (await Journal.ListAsync("Orders", null, default)).ShouldBeEmpty();
        (await Journal.FindToldAsync("Orders", s_run.Key, "page", default)).ShouldBeNull();
        System.IO.File.Exists(File).ShouldBeFalse();
    }

    [Fact]
    public async Task An_attempt_counts_when_it_begins_and_a_failed_one_leaves_the_delivery_due()
    {
        var key = await AddAsync();

        (await Journal.TryTakeAsync(key, Lease(), default)).ShouldBe(1);
        await Journal.NoteAsync(key, new DeliveryOutcome(DeliveryStatus.Pending, _now, TimeSpan.FromSeconds(1), "refused"), told: null, default);
        (await Journal.TryTakeAsync(key, Lease(), default)).ShouldBe(2);
        await Journal.NoteAsync(key, new DeliveryOutcome(DeliveryStatus.Sent, _now, TimeSpan.FromSeconds(1), null), told: null, default);

        (await Journal.TryTakeAsync(key, Lease(), default)).ShouldBeNull();
        var record = (await Journal.ListAsync("Orders", null, default)).ShouldHaveSingleItem();
        (record.Status, record.Attempts, record.Reason, record.ChangedAt).ShouldBe((DeliveryStatus.Sent, 2, null, _now));
    }

    [Fact]
    public async Task What_somebody_else_has_is_not_given_out_before_they_are_gone_or_late()
    {
        var key = await AddAsync();
        var elsewhere = new LeaseOwner("another-machine", 1, _now);
        var ended = LeaseOwner.Current with { ProcessId = 4_000_000 };

        (await Journal.TryTakeAsync(key, new DeliveryLease(elsewhere, DateTimeOffset.UtcNow.AddHours(1)), default)).ShouldBe(1);
        (await Journal.TryTakeAsync(key, Lease(), default)).ShouldBeNull();
        var later = new SqliteDeliveryJournal(File, new Later(TimeSpan.FromHours(2)));
        (await later.TryTakeAsync(key, new DeliveryLease(ended, DateTimeOffset.UtcNow.AddHours(9)), default)).ShouldBe(2);
        (await Journal.TryTakeAsync(key, Lease(), default)).ShouldBe(3);
    }

    [Fact]
    public async Task What_was_told_is_kept_with_the_success_that_told_it()
    {
        var key = await AddAsync();
        var told = new ToldState(s_run.Key.Date, _now, [new("Check \"x\"", "é < 1", AssertionStatus.Error)]);

        await Journal.NoteAsync(key, new DeliveryOutcome(DeliveryStatus.Sent, _now, default, null), told, default);

        var found = (await Journal.FindToldAsync("Orders", s_run.Key, "page", default)).ShouldNotBeNull();
        (found.Date, found.ToldAt).ShouldBe((told.Date, told.ToldAt));
        found.Problems.ShouldBe(told.Problems);
        (await Journal.FindToldAsync("Orders", new ResultKey(s_run.Key.Date, [new("env", "prod")]), "page", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Old_runs_go_when_nothing_of_them_is_due()
    {
        var key = await AddAsync();
        (await Journal.DeleteBeforeAsync("Orders", s_run.StartedAt.AddDays(1), default)).ShouldBe(0);

        await Journal.NoteAsync(key, new DeliveryOutcome(DeliveryStatus.Dropped, _now, default, "by hand"), told: null, default);

        (await Journal.DeleteBeforeAsync("Orders", s_run.StartedAt, default)).ShouldBe(0);
        (await Journal.DeleteBeforeAsync("Orders", s_run.StartedAt.AddDays(1), default)).ShouldBe(1);
        (await Journal.ListAsync("Orders", null, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_at_once_give_a_delivery_to_one_of_them()
    {
        var keys = new List<DeliveryKey>();
        for (var i = 0; i < 5; i++)
        {
            keys.Add(await AddAsync(Runs.Of()));
        }

        var owners = Enumerable.Range(1, 8).Select(number => new LeaseOwner("another-machine", number, _now)).ToList();
        var taken = await Task.WhenAll(owners.Select(owner => Task.Run(async () =>
        {
            var mine = 0;
            foreach (var key in keys)
            {
                mine += await Journal.TryTakeAsync(key, new DeliveryLease(owner, DateTimeOffset.UtcNow.AddHours(1)), default) is null ? 0 : 1;
            }

            return mine;
        })));

        taken.Sum().ShouldBe(keys.Count);
    }

    [Fact]
    public async Task A_newer_file_and_a_damaged_one_are_refused()
    {
        await AddAsync();
        using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        (await Should.ThrowAsync<DqxException>(async () => await Journal.ListAsync("Orders", null, default))).DiagnosticId.ShouldBe("DQX3402");
        await System.IO.File.WriteAllTextAsync(File, "no database at all, but long enough to be looked at as one by SQLite itself");
        (await Should.ThrowAsync<DqxException>(async () => await Journal.AddAsync(s_run, [], default))).DiagnosticId.ShouldBe("DQX3401");
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }

    private static DeliveryLease Lease() => new(LeaseOwner.Current, DateTimeOffset.UtcNow.AddMinutes(1));

    private async Task<DeliveryKey> AddAsync(SuiteRun? run = null)
    {
        run ??= s_run;
        await Journal.AddAsync(run, [new("page", "email_alerts")], default);
        return new DeliveryKey(run.RunId, "page");
    }
}
