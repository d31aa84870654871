using System.Globalization;
using System.Text;

namespace Dqx.Benchmarks.Partitions;

/// <summary>The figures of the page about partitions: what is simulated is the same everywhere, what is measured is this machine's.</summary>
internal static class PartitionReport
{
    private const int Seed = 20261122;
    private const int Partitions = 1000;
    private const double Median = 10;

    public static async Task RunAsync()
    {
        Console.Write(Simulated());
        Console.WriteLine();
        Console.Write(await PartitionCosts.MeasureAsync(Partitions));
    }

    /// <summary>Two tables in Markdown.</summary>
    public static string Simulated()
    {
        var text = new StringBuilder();
        var simulation = new ScanSimulation(Seed, Partitions);
        (string Name, double Sigma, double Stragglers)[] shapes = [("all alike", 0, 0), ("uneven", 0.5, 0), ("uneven, 1 % ten times as long", 0.5, 0.01), ("very uneven", 1.2, 0)];
        int[] workers = [1, 10, 100, 1000];
        text.Append("| scan times | all together | the longest | ").AppendJoin(" | ", workers.Select(count => Text($"{count:N0} {(count == 1 ? "worker" : "workers")}"))).Append(" | of 100 workers busy |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var (name, sigma, stragglers) in shapes)
        {
            var times = simulation.Times(Median, sigma, stragglers);
            var spans = workers.Select(count => ScanSimulation.Makespan(times, count)).ToArray();
            text.Append(Text($"| {name} | {Time(times.Sum())} | {Time(times.Max())} | {string.Join(" | ", spans.Select(Time))} | {times.Sum() / 100 / spans[2]:P0} |\n"));
        }

        text.Append("\n| scans lost with their engine | runs until whole | time on 100 workers | scans | for each partition |\n|---|---|---|---|---|\n");
        var uneven = simulation.Times(Median, 0.5, 0);
        foreach (var lost in new[] { 0, 0.001, 0.01, 0.1 })
        {
            var (runs, seconds, scans) = simulation.UntilWhole(uneven, 100, lost);
            text.Append(Text($"| {lost:P1} | {runs} | {Time(seconds)} | {scans} | {(double)scans / Partitions:F3} |\n"));
        }

        return text.ToString();
    }

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture).Replace(" %", "\u00a0%", StringComparison.Ordinal);

    private static string Time(double seconds) => seconds switch
    {
        < 120 => Text($"{seconds:F0} s"),
        < 7200 => Text($"{seconds / 60:F1} min"),
        _ => Text($"{seconds / 3600:F2} h"),
    };
}
