using System.Globalization;
using System.Text;
using Dqx.History;
using Microsoft.Data.Sqlite;

namespace Dqx.Sqlite.History;

/// <summary>Writes the values of one run inside a transaction of the caller.</summary>
internal sealed class HistoryWriter(SqliteConnection connection)
{
    public async Task WriteAsync(HistoryBatch batch, CancellationToken cancellationToken)
    {
        var run = await InsertRunAsync(batch, cancellationToken);
        await using var define = connection.CreateCommand();
        // The update makes a row that is there already return its id as well.
        define.CommandText = """
            INSERT INTO metrics (suite, dataset, metric, tags, fingerprint, segment, location) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (suite, dataset, metric, tags, fingerprint, segment) DO UPDATE SET location = excluded.location
            RETURNING id
            """;
        await using var store = connection.CreateCommand();
        store.CommandText = "INSERT OR REPLACE INTO metric_values (metric, date, run, value, error, state, version) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        foreach (var entry in batch.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var key = entry.Key;
            define.Bind(key.Suite, key.Dataset, key.Metric, key.Tags, key.Fingerprint, key.Segment, entry.Location);
            var metric = await define.ExecuteScalarAsync(CancellationToken.None);
            store.Bind(metric, key.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), run, entry.Value, entry.Error, entry.State is null ? null : Encoding.UTF8.GetBytes(entry.State), key.Version);
            await store.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private async Task<object?> InsertRunAsync(HistoryBatch batch, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO runs (run_id, created_at) VALUES ($1, $2) RETURNING id";
        command.Bind(batch.RunId.ToString("D"), batch.CreatedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
