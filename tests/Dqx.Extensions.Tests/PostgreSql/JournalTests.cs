using Dqx.Delivery;
using Dqx.Extensions.PostgreSql.History;
using Dqx.Extensions.Tests.Servers;
using Dqx.Tests.Support.Stores;

namespace Dqx.Extensions.Tests.PostgreSql;

/// <summary>What every delivery journal does, in a real PostgreSQL.</summary>
[Collection(PostgresTests.Name)]
public sealed class JournalTests(PostgresServer server) : JournalConformance
{
    private readonly SomeSchema _schema = new(server);

    protected override string NewerId => "DQX5304";

    [Fact]
    public async Task A_lease_ends_by_the_servers_clock_whatever_the_machines_clocks_say()
    {
        await using var fast = new PostgresHistory().OpenJournal(_schema.Location(), new Clock(TimeSpan.FromDays(3)));
        await using var slow = new PostgresHistory().OpenJournal(_schema.Location(), new Clock(TimeSpan.FromDays(-3)));
        var key = await AddAsync(fast);
        LeaseOwner one = new("one-machine", 1, s_now), other = new("another-machine", 1, s_now);

        (await fast.TryTakeAsync(key, new DeliveryLease(one, TimeProvider.System.GetUtcNow().AddDays(3).AddHours(1)), default)).ShouldBe(1);
        (await slow.TryTakeAsync(key, new DeliveryLease(other, TimeProvider.System.GetUtcNow().AddDays(-3).AddHours(1)), default)).ShouldBeNull();
        _schema.Scalar("UPDATE dqx.journal_deliveries SET owned_until = clock_timestamp()");
        (await slow.TryTakeAsync(key, new DeliveryLease(other, TimeProvider.System.GetUtcNow().AddDays(-3).AddHours(1)), default)).ShouldBe(2);
        (await fast.TryTakeAsync(key, new DeliveryLease(one, TimeProvider.System.GetUtcNow().AddDays(3).AddHours(1)), default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_process_of_another_machine_with_the_same_name_is_not_taken_for_one_of_this_machine_that_has_ended()
    {
        await using var journal = Open();
        var key = await AddAsync(journal);
        await journal.TryTakeAsync(key, new DeliveryLease(LeaseOwner.Current with { ProcessId = 4_000_000 }, InAnHour), default);
        _schema.Scalar("UPDATE dqx.journal_deliveries SET owner_table = 'another boot'");

        (await journal.TryTakeAsync(key, Lease(), default)).ShouldBeNull();
    }

    protected override IDeliveryJournal Open(bool isReadOnly = false) => new PostgresHistory().OpenJournal(_schema.Location(isReadOnly), TimeProvider.System);

    protected override bool Exists() => _schema.Exists();

    protected override void SetVersion(int version) => _schema.Scalar("UPDATE dqx.versions SET version = $1 WHERE part = 'journal'", version);

    private sealed class Clock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
