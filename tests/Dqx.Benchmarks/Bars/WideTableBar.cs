using System.Globalization;
using Dqx.Benchmarks.Workloads;
using Dqx.DuckDb;
using Dqx.Planning;

namespace Dqx.Benchmarks.Bars;

/// <summary>226 assertions over 80 columns and a million rows, against a query for each metric; and how long the plan takes.</summary>
internal sealed class WideTableBar : IBar
{
    private const int Columns = 80;
    private const double MostPlanning = 50;

    public string Name => "226 assertions, 80 columns, 1M rows: a query per metric over one run; planning";

    public async Task<BarResult> MeasureAsync()
    {
        var columns = string.Join(", ", Enumerable.Range(0, Columns).Select(column => $"(hash(range, {column}) % 1000)::{(column % 2 == 0 ? "INTEGER" : "DOUBLE")} AS c{column}"));
        var file = await Generated.ParquetAsync("wide-1m", $"SELECT {columns} FROM range(1000000)");
        var metrics = Enumerable.Range(0, Columns).SelectMany(column => new[] { ($"sum(c{column})", $"sum(c{column})"), ($"average(c{column})", $"avg(c{column})"), ($"stddev(c{column})", $"stddev_samp(c{column})") }).Take(226).ToList();
        var suite = Runs.Suite(metrics.Select(metric => metric.Item1 + " > 0"));
        var wide = DuckDbDataset.FromParquet("wide", file);
        var ratio = await Machine.CompareAsync(5, () => Runs.RunAsync(suite, wide), async () =>
        {
            foreach (var (_, sql) in metrics)
            {
                await HandWritten.QueryAsync($"SELECT {sql} FROM read_parquet('{Generated.Quoted(file)}')");
            }
        });

        var context = new PlanningContext { Key = ResultKey.For(Runs.Date), Today = Runs.Date, Datasets = [wide] };
        var planning = await Machine.MedianAsync(9, () => Task.FromResult(Planner.Plan(suite, context)));
        return new BarResult(
            string.Create(CultureInfo.InvariantCulture, $"{ratio.Factor:F1} × ({ratio.Second:F0} ms against {ratio.First:F0} ms, medians of {ratio.Rounds}); {planning:F2} ms"),
            "≥ 2 ×; < 50 ms",
            ratio.Factor >= 2 && planning < MostPlanning);
    }
}
