using System.Collections.Immutable;
using System.Globalization;
using Dqx.Benchmarks.Workloads;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Sqlite.History;

namespace Dqx.Benchmarks.Bars;

/// <summary>One more partition beside thirty whose states are stored: a whole run that finds the files, reads what is stored, scans the new one,
/// merges, and stores, against a scan of the new one by hand.</summary>
internal sealed class PartitionBar : IBar
{
    private const int Partitions = 30;
    private const int Rows = 1_000_000;

    private static readonly ImmutableArray<string> s_metrics =
    [
        "num_rows()", "null_count(email)", "sum(amount)", "average(amount)", "maximum(amount)", "minimum(price)", "sum(quantity)", "negative_count(quantity)", "stddev(discount)",
        "max_length(country)",
    ];

    private int _round;

    public string Name => "one partition more beside 30, over scanning that partition";

    public async Task<BarResult> MeasureAsync()
    {
        var file = await Generated.ParquetAsync("partition-1m", Generated.OrdersQuery(Rows, first: (long)Partitions * Rows));
        // How large those were whose states are stored is nothing to a run that does not read them.
        var old = await Generated.ParquetAsync("partition-1k", Generated.OrdersQuery(1_000));
        var folder = Directory.CreateTempSubdirectory("dqx-bar-");
        for (var part = 0; part < Partitions; part++)
        {
            File.Copy(old, Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"part-{part:00}.parquet")));
        }

        await using var history = new SqliteMetricHistory(Path.Combine(folder.FullName, "history.db"));
        var data = PartitionedDataset.ByFile(DuckDbDataset.FromParquet("orders", Path.Combine(folder.FullName, "part-*.parquet")));
        var added = Path.Combine(folder.FullName, "part-new.parquet");
        foreach (var stored in Directory.EnumerateFiles(folder.FullName, "part-*.parquet"))
        {
            File.SetLastWriteTimeUtc(stored, DateTime.UnixEpoch);
        }

        await RunAsync(data, history, scanned: Partitions, all: Partitions);
        File.Copy(file, added);
        var ratio = await Machine.CompareAsync(21, () => ScanAsync(added), () => AddAsync(data, history, added));
        folder.Delete(recursive: true);
        return ratio.Against(1.20);
    }

    private Task ScanAsync(string added)
    {
        Renew(added);
        return HandWritten.QueryAsync(Statement(added));
    }

    private Task AddAsync(PartitionedDataset data, SqliteMetricHistory history, string added)
    {
        Renew(added);
        return RunAsync(data, history, scanned: 1, all: Partitions + 1);
    }

    /// <summary>Another time is another version, so that it is new in every round: to DQX, and to DuckDB, which keeps what it has read of a file.</summary>
    private void Renew(string added) => File.SetLastWriteTimeUtc(added, DateTime.UnixEpoch.AddMinutes(++_round));

    private static async Task RunAsync(PartitionedDataset data, SqliteMetricHistory history, int scanned, int all)
    {
        var run = await new SuiteRunner { History = history }.RunAsync(Runs.Suite(s_metrics), [data], ResultKey.For(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)));
        var told = string.Create(CultureInfo.InvariantCulture, $"orders: {scanned} of {all} partitions scanned");
        if (run.Results.Any(result => result.Value is null) || !run.Diagnostics.Any(finding => finding.Message.StartsWith(told, StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"Not as planned: {string.Join("; ", run.Diagnostics.Select(finding => finding.Message))}");
        }
    }

    private static string Statement(string file) => $"""
        SELECT count(*), count(*) - count(email), sum(amount), avg(amount), max(amount), min(price), sum(quantity), count(*) FILTER (WHERE quantity < 0),
          stddev_samp(discount), max(length(country))
        FROM read_parquet('{Generated.Quoted(file)}')
        """;
}
