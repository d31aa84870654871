using System.Globalization;
using Dqx.Benchmarks.Workloads;
using Dqx.DuckDb;

namespace Dqx.Benchmarks.Bars;

/// <summary>Many assertions that share a denominator, over 40 columns of 1,000 rows: validated, planned, measured and evaluated, in a warm process.</summary>
internal sealed class AssertionsBar(int count, double most) : IBar
{
    private const int Columns = 40;

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{count:N0} assertions sum(c)/num_rows() over {Columns} columns of 1,000 rows");

    public async Task<BarResult> MeasureAsync()
    {
        var columns = string.Join(", ", Enumerable.Range(0, Columns).Select(column => $"(hash(range, {column}) % 1000)::INTEGER AS c{column}"));
        var file = await Generated.ParquetAsync("narrow-1k", $"SELECT {columns} FROM range(1000)");
        var suite = Runs.Suite(Enumerable.Range(0, count).Select(index => $"sum(c{index % Columns})/num_rows() >= 0"));
        var data = DuckDbDataset.FromParquet("data", file);
        var time = await Machine.ShortestAsync(25, () => Runs.RunAsync(suite, data), warm: 10);
        return new BarResult(
            string.Create(CultureInfo.InvariantCulture, $"{time:F1} ms, {1_000 * time / count:F1} µs for each (the least of 25)"), string.Create(CultureInfo.InvariantCulture, $"< {most} ms"), time < most);
    }
}
