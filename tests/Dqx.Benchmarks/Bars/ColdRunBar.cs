using Dqx.Benchmarks.Workloads;

namespace Dqx.Benchmarks.Bars;

/// <summary>The command over 1,461 rows of CSV, from the start of the process to its end.</summary>
internal sealed class ColdRunBar : IBar
{
    private const double Most = 400;

    public string Name => "dqx run over 1,461 rows, cold process, whole";

    public async Task<BarResult> MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("dqx-bar-");
        string[] expectations = ["num_rows() == 1461", "null_count(wind) == 0", "average(wind) between 3 and 4", "maximum(temp_max) < 40", "count_values(weather, \"sun\") > 0"];
        var suite = Command.Suite(folder.FullName, Machine.Data("seattle-weather.csv"), expectations);
        var time = await Machine.MedianAsync(11, () => Command.RunAsync(suite));
        folder.Delete(recursive: true);
        return new BarResult(FormattableString.Invariant($"{time:F0} ms (median of 11)"), FormattableString.Invariant($"< {Most:F0} ms"), time < Most);
    }
}
