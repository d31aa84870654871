using Dqx.Benchmarks.Workloads;

namespace Dqx.Benchmarks.Bars;

/// <summary>What the command has in memory at most over 10 and over 30 million rows, with sixteen metrics.</summary>
internal sealed class MemoryBar : IBar
{
    private const double Mebibyte = 1024 * 1024;
    private const double MostApart = 0.20;
    private const double Most = 1024;

    public string Name => "memory of dqx run, 16 metrics, 10M and 30M rows";

    public async Task<BarResult> MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("dqx-bar-");
        var (small, large) = (new List<double>(), new List<double>());
        for (var round = 0; round < 3; round++)
        {
            small.Add((await Command.RunAsync(Command.Suite(folder.FullName, await Generated.OrdersAsync(10), SixteenMetricsBar.Expectations))).PeakBytes / Mebibyte);
            large.Add((await Command.RunAsync(Command.Suite(folder.FullName, await Generated.OrdersAsync(30), SixteenMetricsBar.Expectations))).PeakBytes / Mebibyte);
        }

        folder.Delete(recursive: true);
        var (few, many) = (small.Order().ElementAt(1), large.Order().ElementAt(1));
        return new BarResult(
            FormattableString.Invariant($"{few:F0} MiB and {many:F0} MiB (medians of 3)"), "the same within 20 %, < 1,024 MiB", few > 0 && Math.Abs(many - few) <= MostApart * few && Math.Max(few, many) < Most);
    }
}
