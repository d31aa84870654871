using Dqx.Delivery;
using Dqx.Sqlite.Delivery;
using Dqx.Tests.Support.Stores;
using Microsoft.Data.Sqlite;

namespace Dqx.Tests.Delivery;

public sealed class SqliteDeliveryJournalTests : JournalConformance, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dqx-journal-");

    private string FilePath => Path.Combine(_folder.FullName, "state", "deliveries.db");

    protected override string NewerId => "DQX3402";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_lease_ends_by_the_clock_of_whoever_wants_it()
    {
        await using var journal = Open();
        var key = await AddAsync(journal);
        (await journal.TryTakeAsync(key, new DeliveryLease(new LeaseOwner("another-machine", 1, s_now), InAnHour), default)).ShouldBe(1);

        (await journal.TryTakeAsync(key, Lease(), default)).ShouldBeNull();
        await using var later = new SqliteDeliveryJournal(FilePath, new Later(TimeSpan.FromHours(2)));
        (await later.TryTakeAsync(key, Lease(), default)).ShouldBe(2);
    }

    [Fact]
    public async Task A_damaged_file_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, "no database at all, but long enough to be looked at as one by SQLite itself");
        await using var journal = Open();

        (await Should.ThrowAsync<DqxException>(async () => await journal.AddAsync(s_run, [], default))).DiagnosticId.ShouldBe("DQX3401");
    }

    protected override IDeliveryJournal Open(bool isReadOnly = false) => new SqliteDeliveryJournal(FilePath, isReadOnly: isReadOnly);

    protected override bool Exists() => File.Exists(FilePath);

    protected override void SetVersion(int version)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant($"PRAGMA user_version = {version}");
        command.ExecuteNonQuery();
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
