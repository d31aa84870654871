using System.Text;
using Dqx.Extensions.PostgreSql.Storage;
using Dqx.History;

namespace Dqx.Extensions.PostgreSql.History;

/// <summary>The values of one run as rows, to be written inside a transaction of the caller.</summary>
internal sealed class HistoryRows(HistoryBatch batch)
{
    /// <summary>Each metric and each value once: the last of a double counts.</summary>
    private readonly Dictionary<string, HistoryEntry> _metrics = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Hash, DateOnly Date), HistoryEntry> _values = [];

    public int Write(StoreSession session)
    {
        foreach (var entry in batch.Values)
        {
            var hash = Convert.ToHexString(MetricHash.Of(entry.Key));
            _metrics[hash] = entry;
            _values[(hash, entry.Key.Date)] = entry;
        }

        var run = session.Scalar("INSERT INTO dqx.history_runs (run_id, created_at) VALUES ($1, $2) RETURNING id", batch.RunId, batch.CreatedAt);
        WriteMetrics(session);
        WriteValues(session, run);
        return batch.Values.Count;
    }

    /// <summary>In the order of their hashes: two runs that write the same ones wait for each other, and not both for the other.</summary>
    private void WriteMetrics(StoreSession session)
    {
        var (hashes, entries) = (Hashes(_metrics.Keys), _metrics.Values);
        session.Execute(
            """
            INSERT INTO dqx.history_metrics (hash, suite, dataset, metric, tags, fingerprint, segment, location)
            SELECT * FROM unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
              AS m (hash, suite, dataset, metric, tags, fingerprint, segment, location)
            ORDER BY hash
            ON CONFLICT (hash) DO UPDATE SET location = excluded.location WHERE history_metrics.location IS DISTINCT FROM excluded.location
            """,
            hashes,
            Texts(entries, entry => entry.Key.Suite),
            Texts(entries, entry => entry.Key.Dataset),
            Texts(entries, entry => entry.Key.Metric),
            Texts(entries, entry => entry.Key.Tags),
            Texts(entries, entry => entry.Key.Fingerprint),
            Texts(entries, entry => entry.Key.Segment),
            Texts(entries, entry => entry.Location));
    }

    private void WriteValues(StoreSession session, object? run)
    {
        var entries = _values.Values;
        session.Execute(
            """
            INSERT INTO dqx.history_values (metric, date, run, value, error, state, version)
            SELECT m.id, v.date, $7, v.value, v.error, v.state, v.version
            FROM unnest($1::bytea[], $2::date[], $3::double precision[], $4::text[], $5::bytea[], $6::text[]) AS v (hash, date, value, error, state, version)
            JOIN dqx.history_metrics AS m ON m.hash = v.hash
            """,
            Hashes(_values.Keys.Select(key => key.Hash)),
            _values.Keys.Select(key => key.Date).ToArray(),
            entries.Select(entry => entry.Value).ToArray(),
            Texts(entries, entry => entry.Error),
            entries.Select(entry => entry.State is null ? null : Encoding.UTF8.GetBytes(entry.State)).ToArray(),
            Texts(entries, entry => entry.Key.Version),
            run);
    }

    private static byte[][] Hashes(IEnumerable<string> hashes) => [.. hashes.Select(Convert.FromHexString)];

    private static string?[] Texts(IEnumerable<HistoryEntry> entries, Func<HistoryEntry, string?> text) => [.. entries.Select(text)];
}
