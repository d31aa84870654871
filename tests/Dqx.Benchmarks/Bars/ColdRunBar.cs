using System.Diagnostics;
using Dqx.Benchmarks.Workloads;

namespace Dqx.Benchmarks.Bars;

/// <summary>The command over 1,461 rows of CSV, from the start of the process to its end.</summary>
internal sealed class ColdRunBar : IBar
{
    private const double Most = 400;

    // There is nothing to compare a start with: what else the machine does would be measured by any but the shortest.
    private const int Rounds = 15;

    public string Name => "dqx run over 1,461 rows, cold process, whole";

    public async Task<BarResult> MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("dqx-bar-");
        string[] expectations = ["num_rows() == 1461", "null_count(wind) == 0", "average(wind) between 3 and 4", "maximum(temp_max) < 40", "count_values(weather, \"sun\") > 0"];
        var suite = Command.Suite(folder.FullName, Machine.Data("seattle-weather.csv"), expectations);
        var (shortest, busy) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.GetTimestamp();
            var cost = await Command.RunAsync(suite);
            (shortest, busy) = (Math.Min(shortest, Stopwatch.GetElapsedTime(watch).TotalMilliseconds), Math.Min(busy, cost.ProcessorMilliseconds));
        }

        folder.Delete(recursive: true);
        return new BarResult(
            FormattableString.Invariant($"{shortest:F0} ms, {busy:F0} ms of processor time (the least of {Rounds})"), FormattableString.Invariant($"< {Most:F0} ms"), shortest < Most);
    }
}
