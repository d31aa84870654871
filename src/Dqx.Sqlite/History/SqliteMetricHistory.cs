using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Dqx.History;
using Microsoft.Data.Sqlite;

namespace Dqx.Sqlite.History;

/// <summary>A history in one SQLite file, which is made when it is not there. For any number of processes at once.</summary>
/// <remarks>
/// Every call opens a connection of its own. A run is one transaction: a process that is killed leaves whole runs only. Writers wait for
/// each other up to half a minute. SQLite works on the calling thread; tokens are looked at between statements.
/// </remarks>
public sealed class SqliteMetricHistory : IMetricHistory
{
    private readonly SqliteFile _file;

    /// <summary>Creates the history; the file is not touched before it is used.</summary>
    /// <param name="path">The file; its folder is made when it is not there.</param>
    /// <param name="isReadOnly">Whether it stays as it is: it is read whatever older version made it, and writing fails.</param>
    public SqliteMetricHistory(string path, bool isReadOnly = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _file = new SqliteFile(Path.GetFullPath(path), "The history", "DQX3201", HistorySchema.Migrations, isReadOnly);
    }

    /// <summary>Loads SQLite's library and what writing a value needs, for a host that has something else to do meanwhile: writes one into
    /// memory. No file is touched.</summary>
    public static async Task PrepareAsync()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        HistorySchema.Migrations.Ensure(connection, "");
        await using var transaction = connection.BeginTransaction(deferred: false);
        var value = new HistoryEntry(new HistoryKey("", "", "", "", DateOnly.MinValue, ""), null, 1, null) { State = "" };
        await new HistoryWriter(connection).WriteAsync(new HistoryBatch(Guid.Empty, DateTimeOffset.MinValue, [value]), CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<HistoryKey, StoredValue>> FindAsync(IReadOnlyCollection<HistoryKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return _file.ToldAsync("read", () => FindStoredAsync(keys, "v.date = $8", "v.value IS NULL, v.run DESC", cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<HistoryKey, StoredValue>> FindNewestAsync(IReadOnlyCollection<HistoryKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return _file.ToldAsync("read", () => FindStoredAsync(keys, "v.date <= $8", "v.date DESC, v.value IS NULL, v.run DESC", cancellationToken));
    }

    private async ValueTask<IReadOnlyDictionary<HistoryKey, StoredValue>> FindStoredAsync(
        IReadOnlyCollection<HistoryKey> keys, string dates, string order, CancellationToken cancellationToken)
    {
        var found = new Dictionary<HistoryKey, StoredValue>(keys.Count);
        if (!_file.Exists)
        {
            return found;
        }

        await using var connection = _file.OpenForReading();
        // Of one moment, and with one lock for all keys.
        await using var transaction = connection.BeginTransaction(deferred: true);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT v.value, v.error, r.run_id, v.state, v.date
            FROM metrics AS m JOIN metric_values AS v ON v.metric = m.id JOIN runs AS r ON r.id = v.run
            WHERE m.suite = $1 AND m.dataset = $2 AND m.metric = $3 AND m.tags = $4 AND m.fingerprint = $5 AND m.segment = $6 AND v.version IS $7 AND {dates}
            ORDER BY {order}
            LIMIT 1
            """;
        foreach (var key in keys)
        {
            command.Bind(key.Suite, key.Dataset, key.Metric, key.Tags, key.Fingerprint, key.Segment, key.Version, Text(key.Date));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (await reader.ReadAsync(cancellationToken))
            {
                found[key] = new StoredValue(reader.IsDBNull(0) ? null : reader.GetDouble(0), reader.IsDBNull(1) ? null : reader.GetString(1), Guid.Parse(reader.GetString(2)))
                {
                    State = reader.IsDBNull(3) ? null : Encoding.UTF8.GetString((byte[])reader.GetValue(3)),
                    Date = Date(reader.GetString(4)),
                };
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public async ValueTask SaveAsync(HistoryBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        await _file.ToldAsync("written", async () =>
        {
            _file.CreateFolder();
            await using var connection = _file.Open();
            await using var transaction = connection.BeginTransaction(deferred: false);
            await new HistoryWriter(connection).WriteAsync(batch, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return batch.Values.Count;
        });
    }

    /// <inheritdoc/>
    public async ValueTask<int> DeleteBeforeAsync(string suite, DateOnly date, CancellationToken cancellationToken)
    {
        if (!_file.Exists)
        {
            return 0;
        }

        return await _file.ToldAsync("written", async () =>
        {
            await using var connection = _file.Open();
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM metric_values WHERE date < $1 AND metric IN (SELECT id FROM metrics WHERE suite = $2)";
            command.Bind(Text(date), suite);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredMetric>> ListAsync(string? suite, CancellationToken cancellationToken) => _file.ToldAsync("read", () => ListStoredAsync(suite, cancellationToken));

    private async ValueTask<IReadOnlyList<StoredMetric>> ListStoredAsync(string? suite, CancellationToken cancellationToken)
    {
        var metrics = new List<StoredMetric>();
        if (!_file.Exists)
        {
            return metrics;
        }

        await using var connection = _file.OpenForReading();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT suite, dataset, metric, tags, dates, newest, definitions FROM (
              SELECT m.suite, m.dataset, m.metric, m.tags, count(DISTINCT v.date) AS dates, max(v.date) AS newest,
                count(*) OVER (PARTITION BY m.suite, m.dataset, m.metric, m.tags) AS definitions,
                row_number() OVER (PARTITION BY m.suite, m.dataset, m.metric, m.tags ORDER BY max(v.run) DESC, m.id DESC) AS place
              FROM metrics AS m JOIN metric_values AS v ON v.metric = m.id
              WHERE m.segment = '' AND ($1 IS NULL OR m.suite = $1)
              GROUP BY m.id)
            WHERE place = 1
            ORDER BY suite, dataset, metric, tags
            """;
        command.Bind(suite);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            metrics.Add(new StoredMetric(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), Date(reader.GetString(5))) { Definitions = reader.GetInt32(6) });
        }

        return metrics;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        foreach (var point in await _file.ToldAsync("read", () => ReadStoredAsync(query, cancellationToken)))
        {
            yield return point;
        }
    }

    /// <summary>All of them: one for a day. Values of other rows are other values, so those of the definition that was measured last.</summary>
    private async ValueTask<List<MetricPoint>> ReadStoredAsync(MetricQuery query, CancellationToken cancellationToken)
    {
        var points = new List<MetricPoint>();
        if (!_file.Exists)
        {
            return points;
        }

        await using var connection = _file.OpenForReading();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT date, value, error, run_id FROM (
              SELECT v.date, v.value, v.error, r.run_id, row_number() OVER (PARTITION BY v.date ORDER BY v.value IS NULL, v.run DESC) AS place
              FROM metric_values AS v JOIN runs AS r ON r.id = v.run
              WHERE v.date BETWEEN $5 AND $6 AND v.metric = (
                SELECT m.id FROM metrics AS m JOIN metric_values AS w ON w.metric = m.id
                WHERE m.suite = $1 AND m.dataset = $2 AND m.metric = $3 AND m.tags = $4 AND m.segment = ''
                GROUP BY m.id ORDER BY max(w.run) DESC, m.id DESC LIMIT 1))
            WHERE place = 1
            ORDER BY date
            """;
        command.Bind(query.Suite, query.Dataset, query.Metric, HistoryTags.Text(query.Tags), Text(query.From), Text(query.To));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            points.Add(new MetricPoint(
                Date(reader.GetString(0)), reader.IsDBNull(1) ? null : reader.GetDouble(1), reader.IsDBNull(2) ? null : reader.GetString(2), Guid.Parse(reader.GetString(3))));
        }

        return points;
    }

    /// <summary>Nothing is open between calls.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
