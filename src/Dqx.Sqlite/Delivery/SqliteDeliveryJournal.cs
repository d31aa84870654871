using System.Globalization;
using Dqx.Delivery;
using Dqx.History;
using Microsoft.Data.Sqlite;

namespace Dqx.Sqlite.Delivery;

/// <summary>A delivery journal in one SQLite file, which is made when it is not there. For any number of processes at once.</summary>
/// <remarks>Every change is one transaction that takes the write lock at its beginning: a process that is killed leaves whole changes only.</remarks>
public sealed class SqliteDeliveryJournal : IDeliveryJournal
{
    private readonly SqliteFile _file;
    private readonly TimeProvider _clock;

    /// <summary>Creates the journal; the file is not touched before it is used.</summary>
    /// <param name="path">The file; its folder is made when it is not there.</param>
    /// <param name="clock">The clock, by which leases end; null for the system's.</param>
    /// <param name="isReadOnly">Whether it stays as it is: it is read whatever older version made it, and writing fails.</param>
    public SqliteDeliveryJournal(string path, TimeProvider? clock = null, bool isReadOnly = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _file = new SqliteFile(Path.GetFullPath(path), "The delivery journal", "DQX3401", JournalSchema.Migrations, isReadOnly);
        _clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public async ValueTask AddAsync(SuiteRun run, IReadOnlyCollection<DeliveryTarget> targets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(targets);
        var document = RunDocument.ToJson(run);
        await WriteAsync(
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "INSERT INTO runs (run_id, suite, started_at, date, tags, document) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (run_id) DO NOTHING";
                command.Bind(run.RunId.ToString("D"), run.Suite, Text(run.StartedAt), Text(run.Key.Date), HistoryTags.Text(run.Key.Tags), document);
                if (command.ExecuteNonQuery() == 0)
                {
                    return false;
                }

                using var target = connection.CreateCommand();
                target.CommandText = "INSERT INTO deliveries (run, instance, use, status) SELECT id, $2, $3, 'pending' FROM runs WHERE run_id = $1";
                foreach (var (instance, use) in targets)
                {
                    target.Bind(run.RunId.ToString("D"), instance, use);
                    target.ExecuteNonQuery();
                }

                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeliveryRecord>> ListAsync(string suite, DeliveryStatus? status, CancellationToken cancellationToken)
        => ReadAsync<IReadOnlyList<DeliveryRecord>>([], connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = """
                SELECT r.run_id, r.started_at, r.date, r.tags, d.instance, d.use, d.status, d.attempts, d.changed_at, d.reason
                FROM runs AS r JOIN deliveries AS d ON d.run = r.id
                WHERE r.suite = $1 AND ($2 IS NULL OR d.status = $2)
                ORDER BY r.started_at, r.id, d.instance
                """;
            command.Bind(suite, status is { } wanted ? JournalText.Of(wanted) : null);
            using var reader = command.ExecuteReader();
            var records = new List<DeliveryRecord>();
            while (reader.Read())
            {
                records.Add(DeliveryRows.Read(reader));
            }

            return records;
        });

    /// <inheritdoc/>
    public ValueTask<SuiteRun?> FindRunAsync(Guid runId, CancellationToken cancellationToken)
        => ReadAsync(null, connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT document FROM runs WHERE run_id = $1";
            command.Bind(runId.ToString("D"));
            return command.ExecuteScalar() is string document ? RunDocument.Read(document) : null;
        });

    /// <inheritdoc/>
    public ValueTask<int?> TryTakeAsync(DeliveryKey key, DeliveryLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(lease);
        return WriteAsync<int?>(
            connection =>
            {
                if (IsTaken(connection, key, lease.Owner))
                {
                    return null;
                }

                using var command = connection.CreateCommand();
                command.CommandText = """
                    UPDATE deliveries SET owner = $3, owned_until = $4, attempts = attempts + 1
                    WHERE run = (SELECT id FROM runs WHERE run_id = $1) AND instance = $2 AND status = 'pending'
                    RETURNING attempts
                    """;
                command.Bind(key.RunId.ToString("D"), key.Instance, lease.Owner.ToString(), Text(lease.Until));
                return command.ExecuteScalar() is long attempts ? (int)attempts : null;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask NoteAsync(DeliveryKey key, DeliveryOutcome outcome, ToldState? told, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(outcome);
        await WriteAsync(
            connection =>
            {
                using var delivery = connection.CreateCommand();
                delivery.CommandText = """
                    UPDATE deliveries SET status = $3, changed_at = $4, reason = $5, owner = NULL, owned_until = NULL
                    WHERE run = (SELECT id FROM runs WHERE run_id = $1) AND instance = $2 AND status = 'pending'
                    """;
                var status = JournalText.Of(outcome.Status);
                delivery.Bind(key.RunId.ToString("D"), key.Instance, status, Text(outcome.At), outcome.Reason);
                delivery.ExecuteNonQuery();

                using var attempt = connection.CreateCommand();
                attempt.CommandText = """
                    INSERT INTO attempts (run, instance, attempt, ended_at, duration_ms, status, reason)
                    SELECT d.run, d.instance, d.attempts, $4, $5, $3, $6 FROM deliveries AS d JOIN runs AS r ON r.id = d.run WHERE r.run_id = $1 AND d.instance = $2
                    """;
                attempt.Bind(key.RunId.ToString("D"), key.Instance, status, Text(outcome.At), outcome.Duration.TotalMilliseconds, outcome.Reason);
                attempt.ExecuteNonQuery();
                if (told is not null)
                {
                    Tell(connection, key, told);
                }

                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ToldState?> FindToldAsync(string suite, ResultKey key, string instance, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ReadAsync(null, connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT date, told_at, problems FROM told WHERE suite = $1 AND tags = $2 AND instance = $3";
            command.Bind(suite, HistoryTags.Text(key.Tags), instance);
            using var reader = command.ExecuteReader();
            return reader.Read() ? new ToldState(DeliveryRows.Date(reader.GetString(0)), DeliveryRows.Moment(reader.GetString(1)), JournalText.Problems(reader.GetString(2))) : null;
        });
    }

    /// <inheritdoc/>
    public ValueTask<int> DeleteBeforeAsync(string suite, DateTimeOffset moment, CancellationToken cancellationToken)
        => WriteAsync(
            connection =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = "DELETE FROM runs WHERE suite = $1 AND started_at < $2 AND NOT EXISTS (SELECT 1 FROM deliveries WHERE run = runs.id AND status = 'pending')";
                command.Bind(suite, Text(moment));
                return command.ExecuteNonQuery();
            },
            cancellationToken);

    /// <summary>Nothing is open between calls.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Whether somebody else has it who may still be at it.</summary>
    private bool IsTaken(SqliteConnection connection, DeliveryKey key, LeaseOwner self)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT owner FROM deliveries WHERE run = (SELECT id FROM runs WHERE run_id = $1) AND instance = $2 AND owned_until > $3";
        command.Bind(key.RunId.ToString("D"), key.Instance, Text(_clock.GetUtcNow()));
        return command.ExecuteScalar() is string text && LeaseOwner.TryParse(text) is { } owner && owner != self && !owner.HasEnded();
    }

    private static void Tell(SqliteConnection connection, DeliveryKey key, ToldState told)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO told (suite, tags, instance, date, told_at, problems) SELECT suite, tags, $2, $3, $4, $5 FROM runs WHERE run_id = $1
            ON CONFLICT (suite, tags, instance) DO UPDATE SET date = excluded.date, told_at = excluded.told_at, problems = excluded.problems
            """;
        command.Bind(key.RunId.ToString("D"), key.Instance, Text(told.Date), Text(told.ToldAt), JournalText.Of(told.Problems));
        command.ExecuteNonQuery();
    }

    private ValueTask<T> ReadAsync<T>(T none, Func<SqliteConnection, T> read) => _file.ToldAsync("read", () =>
    {
        if (!_file.Exists)
        {
            return ValueTask.FromResult(none);
        }

        using var connection = _file.OpenForReading();
        return ValueTask.FromResult(read(connection));
    });

    private ValueTask<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) => _file.ToldAsync("written", () =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        _file.CreateFolder();
        using var connection = _file.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var written = write(connection);
        transaction.Commit();
        return ValueTask.FromResult(written);
    });

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
