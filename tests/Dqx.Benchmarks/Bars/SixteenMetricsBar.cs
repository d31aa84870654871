using Dqx.Benchmarks.Workloads;
using Dqx.DuckDb;

namespace Dqx.Benchmarks.Bars;

/// <summary>Sixteen metrics over ten columns of 10 million rows in Parquet, against the one statement for the same numbers.</summary>
internal sealed class SixteenMetricsBar : IBar
{
    /// <summary>The metrics, each as an expectation.</summary>
    public static readonly string[] Expectations =
    [
        "num_rows()", "null_count(email)", "null_count(amount)", "sum(amount)", "average(amount)", "maximum(amount)", "minimum(price)", "maximum(price)", "sum(quantity)",
        "negative_count(quantity)", "stddev(discount)", "minimum(discount)", "count_values(status, \"open\", \"paid\")", "max_length(country)", "sum(express)", "maximum(id)",
    ];

    public string Name => "16 metrics over 10 columns, 10M rows, Parquet, over the statement by hand";

    public async Task<BarResult> MeasureAsync()
    {
        var file = await Generated.OrdersAsync(10);
        var (suite, orders) = (Runs.Suite(Expectations), DuckDbDataset.FromParquet("orders", file));
        var ratio = await Machine.CompareAsync(9, () => HandWritten.QueryAsync(Statement(file)), () => Runs.RunAsync(suite, orders));
        return ratio.Against(1.10);
    }

    private static string Statement(string file) => $"""
        SELECT count(*), count(*) - count(email), count(*) - count(amount), sum(amount), avg(amount), max(amount), min(price), max(price), sum(quantity),
          count(*) FILTER (WHERE quantity < 0), stddev_samp(discount), min(discount), count(*) FILTER (WHERE status IN ('open', 'paid')), max(length(country)),
          sum(express::INTEGER), max(id)
        FROM read_parquet('{Generated.Quoted(file)}')
        """;
}
