using Dqx.Delivery;
using Dqx.Extensions.PostgreSql.History;
using Dqx.Extensions.PostgreSql.Storage;
using Dqx.History;
using Npgsql;

namespace Dqx.Extensions.PostgreSql.Delivery;

/// <summary>A delivery journal in PostgreSQL, which many machines share. Leases end by the server's clock, so that nobody's own clock matters.</summary>
/// <remarks>Works on the calling thread; see <see cref="PostgresStore"/>.</remarks>
internal sealed class PostgresDeliveryJournal(StoreAddress address, TimeProvider clock) : IDeliveryJournal
{
    private readonly PostgresStore _store = new(address, "The delivery journal", JournalTables.Migrations);

    public ValueTask AddAsync(SuiteRun run, IReadOnlyCollection<DeliveryTarget> targets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(targets);
        var document = RunDocument.ToJson(run);
        _store.Write(
            session =>
            {
                var id = session.Scalar(
                    "INSERT INTO dqx.journal_runs (run_id, suite, started_at, date, tags, document) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (run_id) DO NOTHING RETURNING id",
                    run.RunId, run.Suite, run.StartedAt, run.Key.Date, HistoryTags.Text(run.Key.Tags), document);
                return id is null ? 0 : session.Execute(
                    "INSERT INTO dqx.journal_deliveries (run, instance, use, status) SELECT $1, t.instance, t.use, 'pending' FROM unnest($2::text[], $3::text[]) AS t (instance, use)",
                    id, targets.Select(target => target.Instance).ToArray(), targets.Select(target => target.Use).ToArray());
            },
            cancellationToken);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<DeliveryRecord>> ListAsync(string suite, DeliveryStatus? status, CancellationToken cancellationToken)
        => ValueTask.FromResult(_store.Read<IReadOnlyList<DeliveryRecord>>([], session => List(session, suite, status), cancellationToken));

    public ValueTask<SuiteRun?> FindRunAsync(Guid runId, CancellationToken cancellationToken)
        => ValueTask.FromResult(_store.Read(
            null, session => session.Scalar("SELECT document FROM dqx.journal_runs WHERE run_id = $1", runId) is string document ? RunDocument.Read(document) : null, cancellationToken));

    public ValueTask<int?> TryTakeAsync(DeliveryKey key, DeliveryLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(lease);
        var left = lease.Until - clock.GetUtcNow();
        return ValueTask.FromResult(_store.Write(
            session => Take(session, key, lease.Owner, left, ended: null) ?? (EndedOwner(session, key) is { } ended ? Take(session, key, lease.Owner, left, ended) : null),
            cancellationToken));
    }

    public ValueTask NoteAsync(DeliveryKey key, DeliveryOutcome outcome, ToldState? told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(outcome);
        _store.Write(
            session =>
            {
                var status = JournalText.Of(outcome.Status);
                session.Execute(
                    """
                    UPDATE dqx.journal_deliveries AS d SET status = $3, changed_at = $4, reason = $5::text, owner = NULL, owner_table = NULL, owned_until = NULL
                    FROM dqx.journal_runs AS r WHERE r.id = d.run AND r.run_id = $1 AND d.instance = $2 AND d.status = 'pending'
                    """,
                    key.RunId, key.Instance, status, outcome.At, outcome.Reason);
                session.Execute(
                    """
                    INSERT INTO dqx.journal_attempts (run, instance, attempt, ended_at, duration_ms, status, reason)
                    SELECT d.run, d.instance, d.attempts, $4, $5, $3, $6::text FROM dqx.journal_deliveries AS d JOIN dqx.journal_runs AS r ON r.id = d.run WHERE r.run_id = $1 AND d.instance = $2
                    """,
                    key.RunId, key.Instance, status, outcome.At, outcome.Duration.TotalMilliseconds, outcome.Reason);
                return told is null ? 0 : Tell(session, key, told);
            },
            cancellationToken);
        return ValueTask.CompletedTask;
    }

    public ValueTask<ToldState?> FindToldAsync(string suite, ResultKey key, string instance, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ValueTask.FromResult(_store.Read(
            null,
            session =>
            {
                using var command = session.Command("SELECT date, told_at, problems FROM dqx.journal_told WHERE hash = $1", ToldHash(suite, HistoryTags.Text(key.Tags), instance));
                using var reader = command.ExecuteReader();
                return reader.Read() ? new ToldState(reader.GetFieldValue<DateOnly>(0), reader.GetFieldValue<DateTimeOffset>(1), JournalText.Problems(reader.GetString(2))) : null;
            },
            cancellationToken));
    }

    public ValueTask<int> DeleteBeforeAsync(string suite, DateTimeOffset moment, CancellationToken cancellationToken)
        => ValueTask.FromResult(_store.Write(
            session => session.Execute(
                """
                DELETE FROM dqx.journal_runs AS r
                WHERE r.suite = $1 AND r.started_at < $2 AND NOT EXISTS (SELECT 1 FROM dqx.journal_deliveries AS d WHERE d.run = r.id AND d.status = 'pending')
                """,
                suite,
                moment),
            cancellationToken));

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    private static List<DeliveryRecord> List(StoreSession session, string suite, DeliveryStatus? status)
    {
        using var command = session.Command(
            """
            SELECT r.run_id, r.started_at, r.date, r.tags, d.instance, d.use, d.status, d.attempts, d.changed_at, d.reason
            FROM dqx.journal_runs AS r JOIN dqx.journal_deliveries AS d ON d.run = r.id
            WHERE r.suite = $1 AND ($2::text IS NULL OR d.status = $2)
            ORDER BY r.started_at, r.id, d.instance COLLATE "C"
            """,
            suite,
            status is { } wanted ? JournalText.Of(wanted) : null);
        using var reader = command.ExecuteReader();
        var records = new List<DeliveryRecord>();
        while (reader.Read())
        {
            records.Add(Record(reader));
        }

        return records;
    }

    private static DeliveryRecord Record(NpgsqlDataReader row) => new()
    {
        Key = new DeliveryKey(row.GetGuid(0), row.GetString(4)),
        StartedAt = row.GetFieldValue<DateTimeOffset>(1),
        ResultKey = new ResultKey(row.GetFieldValue<DateOnly>(2), HistoryTags.Read(row.GetString(3))),
        Use = row.GetString(5),
        Status = JournalText.Status(row.GetString(6)),
        Attempts = row.GetInt32(7),
        ChangedAt = row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
        Reason = row.IsDBNull(9) ? null : row.GetString(9),
    };

    /// <summary>Takes what is due and nobody has any more. One statement: of two at once the second sees what the first has made of the row.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The delivery.</param>
    /// <param name="owner">Who takes it.</param>
    /// <param name="left">How long it is theirs.</param>
    /// <param name="ended">An owner that has ended, whose time need not be over; null for none.</param>
    private static int? Take(StoreSession session, DeliveryKey key, LeaseOwner owner, TimeSpan left, string? ended) => session.Scalar(
        """
        UPDATE dqx.journal_deliveries AS d SET owner = $3, owner_table = $4::text, owned_until = clock_timestamp() + $5::interval, attempts = attempts + 1
        FROM dqx.journal_runs AS r
        WHERE r.id = d.run AND r.run_id = $1 AND d.instance = $2 AND d.status = 'pending'
          AND (d.owned_until IS NULL OR d.owned_until <= clock_timestamp() OR d.owner = $3 OR d.owner = $6::text)
        RETURNING d.attempts
        """,
        key.RunId, key.Instance, owner.ToString(), owner.Machine == Environment.MachineName ? ProcessTable.Id : null, left, ended) as int?;

    /// <summary>The owner of a delivery, when it was a process of this machine and has certainly ended.</summary>
    private static string? EndedOwner(StoreSession session, DeliveryKey key)
        => ProcessTable.Id is { } table
            && session.Scalar(
                "SELECT d.owner FROM dqx.journal_deliveries AS d JOIN dqx.journal_runs AS r ON r.id = d.run WHERE r.run_id = $1 AND d.instance = $2 AND d.status = 'pending' AND d.owner_table = $3",
                key.RunId, key.Instance, table) is string text
            && LeaseOwner.TryParse(text) is { } owner && owner.HasEnded() ? text : null;

    /// <summary>Of the texts as they are stored: one side of the comparison comes from there.</summary>
    private static byte[] ToldHash(string suite, string tags, string instance) => MetricHash.Of(StoredText.Of(suite), StoredText.Of(tags), StoredText.Of(instance));

    private static int Tell(StoreSession session, DeliveryKey key, ToldState told)
    {
        using var run = session.Command("SELECT suite, tags FROM dqx.journal_runs WHERE run_id = $1", key.RunId);
        using var reader = run.ExecuteReader();
        if (!reader.Read())
        {
            return 0;
        }

        var (suite, tags) = (reader.GetString(0), reader.GetString(1));
        reader.Close();
        return session.Execute(
            """
            INSERT INTO dqx.journal_told (hash, suite, tags, instance, date, told_at, problems) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (hash) DO UPDATE SET date = excluded.date, told_at = excluded.told_at, problems = excluded.problems
            """,
            ToldHash(suite, tags, key.Instance), suite, tags, key.Instance, told.Date, told.ToldAt, JournalText.Of(told.Problems));
    }
}
