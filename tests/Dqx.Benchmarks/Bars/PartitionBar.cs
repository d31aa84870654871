using System.Collections.Immutable;
using System.Globalization;
using Dqx.Benchmarks.Workloads;
using Dqx.DuckDb;
using Dqx.Expressions;
using Dqx.History;
using Dqx.Metrics;
using Dqx.Metrics.States;
using Dqx.Planning;
using Dqx.Scanning;
using Dqx.Sqlite.History;

namespace Dqx.Benchmarks.Bars;

/// <summary>One more partition beside thirty whose states are stored: the scan of the new one, the states of the others read from the history,
/// and all of them merged, against a scan of the new one by hand.</summary>
internal sealed class PartitionBar : IBar
{
    private const int Partitions = 30;
    private const int Rows = 1_000_000;

    private static readonly ImmutableArray<Metric> s_metrics =
    [
        .. new[]
        {
            "num_rows()", "null_count(email)", "sum(amount)", "average(amount)", "maximum(amount)", "minimum(price)", "sum(quantity)", "negative_count(quantity)", "stddev(discount)",
            "max_length(country)",
        }.Select(text => ((Expression.MetricTerm)Expectation.Parse(text).Subject).Metric),
    ];

    public string Name => "one partition more beside 30, over scanning that partition";

    public async Task<BarResult> MeasureAsync()
    {
        var file = await Generated.ParquetAsync("partition-1m", Generated.OrdersQuery(Rows, first: (long)Partitions * Rows));
        var data = DuckDbDataset.FromParquet("orders", file);
        var folder = Directory.CreateTempSubdirectory("dqx-bar-");
        await using var history = new SqliteMetricHistory(Path.Combine(folder.FullName, "history.db"));
        var keys = new HistoryKeys("Bar", ResultKey.For(Runs.Date));
        var states = await ScanAsync(data);
        var stored = Enumerable.Range(0, Partitions)
            .SelectMany(partition => s_metrics.Zip(states, (metric, state) => new HistoryEntry(Key(keys, data, metric, partition), null, state.Value, null) { State = state.ToString() }))
            .ToList();
        await history.SaveAsync(new HistoryBatch(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, stored), default);

        var ratio = await Machine.CompareAsync(9, () => HandWritten.QueryAsync(Statement(file)), () => AddAsync(data, history, keys));
        folder.Delete(recursive: true);
        return ratio.Against(1.20);
    }

    private static async Task AddAsync(DuckDbDataset data, SqliteMetricHistory history, HistoryKeys keys)
    {
        // What is stored is read while the engine scans.
        var parts = s_metrics.Select(metric => Enumerable.Range(0, Partitions).Select(partition => Key(keys, data, metric, partition)).ToList()).ToList();
        var reading = Task.Run(() => history.FindAsync([.. parts.SelectMany(part => part)], default).AsTask());
        var added = await ScanAsync(data);
        var stored = await reading;
        foreach (var ((metric, keysOfMetric), state) in s_metrics.Zip(parts).Zip(added))
        {
            var merged = keysOfMetric.Aggregate(state, (sum, key) => sum.Merge(StateText.Read(stored[key].State ?? "")));
            if (metric.ValueOf(merged) is not MetricValue.Number)
            {
                throw new InvalidOperationException($"{metric} has no value.");
            }
        }
    }

    private static async Task<ImmutableArray<MetricState>> ScanAsync(DuckDbDataset data)
    {
        var symbols = s_metrics.Select((metric, index) => new PlannedSymbol(string.Create(CultureInfo.InvariantCulture, $"x_{index}"), metric, metric, Runs.Date)).ToImmutableArray();
        var outcome = await new DatasetScan(data, new PlannedScan("orders", null, symbols), Runs.Date).RunAsync(default);
        return [.. symbols.Select(symbol => outcome.For(symbol).State ?? throw new InvalidOperationException($"{symbol.Metric} has no state."))];
    }

    private static HistoryKey Key(HistoryKeys keys, DuckDbDataset data, Metric metric, int partition)
        => keys.Of(data, metric, Runs.Date) with { Segment = string.Create(CultureInfo.InvariantCulture, $"part-{partition}") };

    private static string Statement(string file) => $"""
        SELECT count(*), count(*) - count(email), sum(amount), avg(amount), max(amount), min(price), sum(quantity), count(*) FILTER (WHERE quantity < 0),
          stddev_samp(discount), max(length(country))
        FROM read_parquet('{Generated.Quoted(file)}')
        """;
}
