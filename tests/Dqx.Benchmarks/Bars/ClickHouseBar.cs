using Dqx.Benchmarks.Workloads;

namespace Dqx.Benchmarks.Bars;

/// <summary>Sixteen metrics over six million flights in ClickHouse, against the one statement for the same numbers.</summary>
internal sealed class ClickHouseBar : IBar
{
    private const int Rounds = 11;

    public string Name => "16 metrics over 6 million flights in ClickHouse, over the statement by hand";

    public async Task<BarResult> MeasureAsync()
    {
        if (FlightShards.Missing is { } missing)
        {
            return BarResult.NotMeasured(missing);
        }

        using var shards = await FlightShards.StartAsync(1);
        var (suite, flights) = (Runs.Suite(FlightMetrics.Expectations), shards.Dataset(FlightShards.Table));
        var ratio = await Machine.CompareAsync(Rounds, () => shards.QueryAsync(FlightMetrics.ClickHouse(FlightShards.Table)), () => Runs.RunAsync(suite, flights));
        return ratio.Against(FlightMetrics.Most);
    }
}
