using Dqx.Benchmarks.Workloads;
using Dqx.Datasets;
using Dqx.DuckDb;

namespace Dqx.Benchmarks.Bars;

/// <summary>Three metrics on each of fourteen days, over 10 million rows whose days are in no order, against one grouped statement.</summary>
internal sealed class LagsBar : IBar
{
    private const int Days = 14;

    public string Name => "14 days of lags over a date column that is not sorted, over one grouped scan";

    public async Task<BarResult> MeasureAsync()
    {
        var file = await Generated.OrdersAsync(10);
        var orders = new DatedDataset(DuckDbDataset.FromParquet("orders", file), new DatasetCalendar { DateColumn = "day" });
        var suite = Runs.Suite(Enumerable.Range(0, Days).SelectMany(lag => new[] { $"num_rows(lag={lag}) > 0", $"sum(amount, lag={lag}) > 0", $"average(quantity, lag={lag}) > 0" }));
        var ratio = await Machine.CompareAsync(7, () => HandWritten.QueryAsync(Statement(file)), () => Runs.RunAsync(suite, orders));
        return ratio.Against(1.20);
    }

    private static string Statement(string file) => $"""
        SELECT day, count(*), sum(amount), avg(quantity)
        FROM read_parquet('{Generated.Quoted(file)}')
        WHERE day > DATE '2026-11-20' - {Days} AND day <= DATE '2026-11-20'
        GROUP BY day
        """;
}
