using System.Runtime.CompilerServices;
using System.Text;
using Dqx.Extensions.PostgreSql.Storage;
using Dqx.History;
using Npgsql;

namespace Dqx.Extensions.PostgreSql.History;

/// <summary>A history in PostgreSQL. The newest of two runs is the one that began later to store its values.</summary>
/// <remarks>Works on the calling thread; see <see cref="PostgresStore"/>.</remarks>
internal sealed class PostgresMetricHistory(StoreAddress address) : IMetricHistory
{
    private readonly PostgresStore _store = new(address, "The history", HistoryTables.Migrations);

    public ValueTask<IReadOnlyDictionary<HistoryKey, StoredValue>> FindAsync(IReadOnlyCollection<HistoryKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return ValueTask.FromResult(_store.Read<IReadOnlyDictionary<HistoryKey, StoredValue>>(new Dictionary<HistoryKey, StoredValue>(), session => Find(session, [.. keys], "date = k.date", "value IS NULL, run DESC"), cancellationToken));
    }

    public ValueTask<IReadOnlyDictionary<HistoryKey, StoredValue>> FindNewestAsync(IReadOnlyCollection<HistoryKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return ValueTask.FromResult(_store.Read<IReadOnlyDictionary<HistoryKey, StoredValue>>(
            new Dictionary<HistoryKey, StoredValue>(), session => Find(session, [.. keys], "date <= k.date", "date DESC, value IS NULL, run DESC"), cancellationToken));
    }

    public ValueTask SaveAsync(HistoryBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _store.Write(new HistoryRows(batch).Write, cancellationToken);
        return ValueTask.CompletedTask;
    }

    public ValueTask<int> DeleteBeforeAsync(string suite, DateOnly date, CancellationToken cancellationToken)
        => ValueTask.FromResult(_store.Write(
            session => session.Execute("DELETE FROM dqx.history_values AS v USING dqx.history_metrics AS m WHERE v.metric = m.id AND m.suite = $1 AND v.date < $2", suite, date),
            cancellationToken));

    public ValueTask<IReadOnlyList<StoredMetric>> ListAsync(string? suite, CancellationToken cancellationToken)
        => ValueTask.FromResult(_store.Read<IReadOnlyList<StoredMetric>>([], session => List(session, suite), cancellationToken));

    public async IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await Task.CompletedTask;
        foreach (var point in _store.Read([], session => Points(session, query), cancellationToken))
        {
            yield return point;
        }
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>All keys in one statement.</summary>
    private static Dictionary<HistoryKey, StoredValue> Find(StoreSession session, HistoryKey[] keys, string dates, string order)
    {
        var found = new Dictionary<HistoryKey, StoredValue>(keys.Length);
        if (keys.Length == 0)
        {
            return found;
        }

        using var command = session.Command(
            $"""
            SELECT k.place, v.value, v.error, r.run_id, v.state, v.date
            FROM unnest($1::bytea[], $2::date[], $3::text[]) WITH ORDINALITY AS k (hash, date, version, place)
            JOIN dqx.history_metrics AS m ON m.hash = k.hash
            CROSS JOIN LATERAL (
              SELECT run, value, error, state, date FROM dqx.history_values
              WHERE metric = m.id AND {dates} AND version IS NOT DISTINCT FROM k.version ORDER BY {order} LIMIT 1) AS v
            JOIN dqx.history_runs AS r ON r.id = v.run
            """,
            Array.ConvertAll(keys, MetricHash.Of),
            Array.ConvertAll(keys, key => key.Date),
            Array.ConvertAll(keys, key => key.Version));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            found[keys[(int)reader.GetInt64(0) - 1]] = new StoredValue(Number(reader, 1), Text(reader, 2), reader.GetGuid(3))
            {
                State = reader.IsDBNull(4) ? null : Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(4)),
                Date = reader.GetFieldValue<DateOnly>(5),
            };
        }

        return found;
    }

    private static List<StoredMetric> List(StoreSession session, string? suite)
    {
        using var command = session.Command(
            """
            SELECT suite, dataset, metric, tags, dates, newest, definitions FROM (
              SELECT m.suite, m.dataset, m.metric, m.tags, count(DISTINCT v.date)::integer AS dates, max(v.date) AS newest,
                (count(*) OVER (PARTITION BY m.suite, m.dataset, m.metric, m.tags))::integer AS definitions,
                row_number() OVER (PARTITION BY m.suite, m.dataset, m.metric, m.tags ORDER BY max(v.run) DESC, m.id DESC) AS place
              FROM dqx.history_metrics AS m JOIN dqx.history_values AS v ON v.metric = m.id
              WHERE m.segment = '' AND ($1::text IS NULL OR m.suite = $1)
              GROUP BY m.id) AS metrics
            WHERE place = 1
            ORDER BY suite COLLATE "C", dataset COLLATE "C", metric COLLATE "C", tags COLLATE "C"
            """,
            suite);
        using var reader = command.ExecuteReader();
        var metrics = new List<StoredMetric>();
        while (reader.Read())
        {
            metrics.Add(new StoredMetric(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), reader.GetFieldValue<DateOnly>(5))
            {
                Definitions = reader.GetInt32(6),
            });
        }

        return metrics;
    }

    /// <summary>One for a day. Values of other rows are other values, so those of the definition that was measured last.</summary>
    private static List<MetricPoint> Points(StoreSession session, MetricQuery query)
    {
        using var command = session.Command(
            """
            SELECT DISTINCT ON (v.date) v.date, v.value, v.error, r.run_id
            FROM dqx.history_values AS v JOIN dqx.history_runs AS r ON r.id = v.run
            WHERE v.date BETWEEN $5 AND $6 AND v.metric = (
              SELECT m.id FROM dqx.history_metrics AS m JOIN dqx.history_values AS w ON w.metric = m.id
              WHERE m.suite = $1 AND m.dataset = $2 AND m.metric = $3 AND m.tags = $4 AND m.segment = ''
              GROUP BY m.id ORDER BY max(w.run) DESC, m.id DESC LIMIT 1)
            ORDER BY v.date, v.value IS NULL, v.run DESC
            """,
            query.Suite,
            query.Dataset,
            query.Metric,
            HistoryTags.Text(query.Tags),
            query.From,
            query.To);
        using var reader = command.ExecuteReader();
        var points = new List<MetricPoint>();
        while (reader.Read())
        {
            points.Add(new MetricPoint(reader.GetFieldValue<DateOnly>(0), Number(reader, 1), Text(reader, 2), reader.GetGuid(3)));
        }

        return points;
    }

    private static double? Number(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
