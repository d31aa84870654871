using Dqx.Composition.Histories;
using Dqx.Composition.Tests.Support;
using Dqx.Delivery;
using Dqx.History;
using Dqx.Sqlite.Delivery;
using Dqx.Sqlite.History;
using Moq;

namespace Dqx.Composition.Tests.Histories;

/// <summary>A history and a journal of an extension: everything passes through, and what they throw comes back as a failure of the host.</summary>
public sealed class ForeignStoreTests : IDisposable
{
    private static readonly HistoryKey s_key = new("Suite", "data", "f", "sum(c)", new DateOnly(2026, 11, 20), "");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dqx-foreign-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_question_to_a_history_is_passed_on()
    {
        await using var history = new ExtensionHistory(new SqliteMetricHistory(Path.Combine(_folder.FullName, "h.db")), "The history");

        await history.SaveAsync(new HistoryBatch(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, [new HistoryEntry(s_key, null, 7, null)]), default);

        (await history.FindAsync([s_key], default))[s_key].Value.ShouldBe(7);
        var tomorrow = s_key with { Date = s_key.Date.AddDays(1) };
        (await history.FindNewestAsync([tomorrow], default))[tomorrow].Date.ShouldBe(s_key.Date);
        (await history.ListAsync(null, default)).Count.ShouldBe(1);
        (await history.ReadAsync(new MetricQuery("Suite", "data", "sum(c)", DateOnly.MinValue, DateOnly.MaxValue), default).ToListAsync()).ShouldHaveSingleItem().Value.ShouldBe(7);
        (await history.DeleteBeforeAsync("Suite", DateOnly.MaxValue, default)).ShouldBe(1);
    }

    [Fact]
    public async Task Every_question_to_a_journal_is_passed_on()
    {
        await using var journal = new ExtensionJournal(new SqliteDeliveryJournal(Path.Combine(_folder.FullName, "j.db")), "The delivery journal");
        var run = Runs.Failing;
        var key = new DeliveryKey(run.RunId, "page");
        var now = TimeProvider.System.GetUtcNow();

        await journal.AddAsync(run, [new("page", "email_alerts")], default);
        (await journal.TryTakeAsync(key, new DeliveryLease(LeaseOwner.Current, now.AddHours(1)), default)).ShouldBe(1);
        await journal.NoteAsync(key, new DeliveryOutcome(DeliveryStatus.Sent, now, default, null), new ToldState(run.Key.Date, now, []), default);

        (await journal.ListAsync(run.Suite, DeliveryStatus.Sent, default)).Count.ShouldBe(1);
        (await journal.FindRunAsync(run.RunId, default)).ShouldNotBeNull();
        (await journal.FindToldAsync(run.Suite, run.Key, "page", default)).ShouldNotBeNull();
        (await journal.DeleteBeforeAsync(run.Suite, now.AddDays(9999), default)).ShouldBe(1);
    }

    [Fact]
    public async Task What_it_says_itself_is_told_and_what_it_only_throws_too()
    {
        var cause = new InvalidOperationException("the cause");
        (await ThrownAsync(new DqxException("DQX7001", "Open the vault.", cause), default)).ShouldBeOfType<DqxException>().ShouldSatisfyAllConditions(
            told => (told.DiagnosticId, told.Message).ShouldBe(("DQX7001", "Open the vault.")), told => told.InnerException.ShouldBeNull());
        (await ThrownAsync(new InvalidOperationException("no key", cause), default)).ShouldBeOfType<DqxException>().ShouldSatisfyAllConditions(
            told => (told.DiagnosticId, told.Message).ShouldBe(("DQX2042", "The history failed: InvalidOperationException: no key ← InvalidOperationException: the cause")),
            told => told.InnerException.ShouldBeNull());
    }

    [Fact]
    public async Task A_cancellation_is_one_only_where_it_was_asked_for()
    {
        (await ThrownAsync(new OperationCanceledException("mine"), new CancellationToken(canceled: true))).ShouldBeAssignableTo<OperationCanceledException>();
        (await ThrownAsync(new OperationCanceledException("mine"), default)).ShouldBeOfType<DqxException>().DiagnosticId.ShouldBe("DQX2042");
    }

    [Fact]
    public async Task Values_that_break_off_are_told_where_they_do()
    {
        var inner = new Mock<IMetricHistory>();
        inner.Setup(history => history.ReadAsync(It.IsAny<MetricQuery>(), It.IsAny<CancellationToken>())).Returns(Points);
        var history = new ExtensionHistory(inner.Object, "The history");
        var read = new List<MetricPoint>();

        var told = await Should.ThrowAsync<DqxException>(async () =>
        {
            await foreach (var point in history.ReadAsync(new MetricQuery("s", "d", "m", default, default), default))
            {
                read.Add(point);
            }
        });

        (read.Count, told.DiagnosticId).ShouldBe((1, "DQX2042"));

        static async IAsyncEnumerable<MetricPoint> Points()
        {
            await Task.CompletedTask;
            yield return new MetricPoint(default, 1, null, Guid.Empty);
            throw new InvalidOperationException("no more");
        }
    }

    private static async Task<Exception> ThrownAsync(Exception thrown, CancellationToken cancellationToken)
    {
        var inner = new Mock<IMetricHistory>();
        inner.Setup(history => history.FindAsync(It.IsAny<IReadOnlyCollection<HistoryKey>>(), It.IsAny<CancellationToken>())).Throws(thrown);
        return await Should.ThrowAsync<Exception>(() => new ExtensionHistory(inner.Object, "The history").FindAsync([], cancellationToken).AsTask());
    }
}
