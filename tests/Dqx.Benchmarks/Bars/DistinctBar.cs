using Dqx.Benchmarks.Workloads;
using Dqx.DuckDb;

namespace Dqx.Benchmarks.Bars;

/// <summary>The exact number of distinct values among 20 million that are all different, against the cheaper of the two ways to write it.</summary>
internal sealed class DistinctBar : IBar
{
    private const double Most = 1.10;

    // A round takes ten seconds and more.
    private const int Rounds = 3;

    public string Name => "exact distinct over 20M unique values, over the cheaper statement by hand";

    public async Task<BarResult> MeasureAsync()
    {
        var file = await Generated.ParquetAsync("unique-20m", "SELECT (hash(range) >> 1)::BIGINT AS u FROM range(20000000)");
        var from = $"FROM read_parquet('{Generated.Quoted(file)}')";
        var (suite, data) = (Runs.Suite(["unique_count(u) > 0"]), DuckDbDataset.FromParquet("data", file));
        var counted = await Machine.CompareAsync(Rounds, () => HandWritten.QueryAsync($"SELECT count(DISTINCT u) {from}"), () => Runs.RunAsync(suite, data));
        var selected = await Machine.CompareAsync(Rounds, () => HandWritten.QueryAsync($"SELECT count(u) FROM (SELECT DISTINCT u {from})"), () => Runs.RunAsync(suite, data));
        var (which, ratio) = counted.First < selected.First ? ("count(DISTINCT)", counted) : ("a distinct subquery", selected);
        var result = ratio.Against(Most);
        return result with { Figure = FormattableString.Invariant($"{result.Figure}; the cheaper is {which}, the other takes {Math.Max(counted.First, selected.First):F0} ms") };
    }
}
