using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dqx.Benchmarks.Workloads;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Metrics.States;
using Dqx.Sqlite.History;
using Microsoft.Data.Sqlite;

namespace Dqx.Benchmarks.Partitions;

/// <summary>What partitions cost beside their scans, measured on runs over files that are nearly empty, and on the states that these runs stored.</summary>
internal static class PartitionCosts
{
    private static readonly string[] s_metrics =
    [
        "num_rows()", "null_count(email)", "sum(amount)", "average(amount)", "maximum(amount)", "minimum(price)", "sum(quantity)", "negative_count(quantity)", "stddev(discount)",
        "max_length(country)", "variance(price)", "average(quantity)", "maximum(price)", "min_length(country)", "sum(price)", "null_count(country)",
    ];

    /// <summary>A table in Markdown.</summary>
    public static async Task<string> MeasureAsync(int partitions)
    {
        var source = await Generated.ParquetAsync("partition-100", Generated.OrdersQuery(100));
        var folder = Directory.CreateTempSubdirectory("dqx-partitions-");
        var path = Path.Combine(folder.FullName, "history.db");
        for (var part = 0; part < partitions; part++)
        {
            Add(source, folder.FullName, part);
        }

        await using var history = new SqliteMetricHistory(path);
        var data = PartitionedDataset.ByFile(DuckDbDataset.FromParquet("orders", Path.Combine(folder.FullName, "*.parquet")));
        var first = await TimeAsync(() => RunAsync(data, history));
        var unchanged = await TimeAsync(() => RunAsync(data, history));
        Add(source, folder.FullName, partitions);
        var added = await TimeAsync(() => RunAsync(data, history));
        var (rows, bytes) = await SizeAsync(path);
        var (merge, states) = Merge(await StatesAsync(path));
        folder.Delete(recursive: true);

        var text = new StringBuilder("| measured with 1,000 files of 100 rows, 16 metrics | wall | processor |\n|---|---|---|\n");
        text.Append(Row("the first run: 1,000 scans, all states stored", first));
        text.Append(Row("a run in which nothing changed: no scan", unchanged));
        text.Append(Row("a run with one partition more: its scan", added));
        text.Append(PartitionReport.Text($"| reading and merging the stored texts alone ({states:N0} states) | {merge.TotalMilliseconds:F0} ms | |\n"));
        text.Append(PartitionReport.Text($"\nThe history holds {rows:N0} rows, {bytes / 1024.0 / 1024:F1} MiB: {bytes / (double)rows:F0} bytes for each.\n"));
        return text.ToString();
    }

    private static string Row(string what, (TimeSpan Wall, TimeSpan Processor) time) => PartitionReport.Text($"| {what} | {time.Wall.TotalMilliseconds:F0} ms | {time.Processor.TotalMilliseconds:F0} ms |\n");

    private static void Add(string source, string folder, int part)
    {
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"part-{part:00000}.parquet"));
        File.Copy(source, file);
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
    }

    private static async Task RunAsync(PartitionedDataset data, SqliteMetricHistory history)
    {
        var run = await new SuiteRunner { History = history }.RunAsync(Runs.Suite(s_metrics), [data], ResultKey.For(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)));
        if (run.Results.FirstOrDefault(result => result.Value is null) is { } failed)
        {
            throw new InvalidOperationException($"{failed.Expression}: {failed.Error}");
        }
    }

    private static async Task<(TimeSpan Wall, TimeSpan Processor)> TimeAsync(Func<Task> action)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await action();
        return (watch.Elapsed, Environment.CpuUsage.TotalTime - before);
    }

    /// <summary>The least of several: merging is so short that all else would hide it.</summary>
    private static (TimeSpan Time, int States) Merge(List<List<string>> metrics)
    {
        var least = TimeSpan.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var watch = Stopwatch.StartNew();
            var merged = metrics.ConvertAll(states => states.Select(StateText.Read).Aggregate((left, right) => left.Merge(right)));
            Debug.Assert(merged.Count == metrics.Count, "every metric has a merged state");
            least = watch.Elapsed < least ? watch.Elapsed : least;
        }

        return (least, metrics.Sum(states => states.Count));
    }

    private static async Task<List<List<string>>> StatesAsync(string path)
    {
        var states = new List<(long Metric, string State)>();
        await using var connection = await OpenAsync(path);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT dense_rank() OVER (ORDER BY m.metric), CAST(v.state AS TEXT) FROM metrics AS m JOIN metric_values AS v ON v.metric = m.id WHERE m.segment <> ''";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            states.Add((reader.GetInt64(0), reader.GetString(1)));
        }

        return [.. states.GroupBy(state => state.Metric, state => state.State).Select(metric => metric.ToList())];
    }

    private static async Task<(long Rows, long Bytes)> SizeAsync(string path)
    {
        await using var connection = await OpenAsync(path);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE); SELECT count(*) FROM metric_values";
        await using var reader = await command.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), new FileInfo(path).Length);
    }

    private static async Task<SqliteConnection> OpenAsync(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
