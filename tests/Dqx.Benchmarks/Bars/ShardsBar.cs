using System.Globalization;
using Dqx.Benchmarks.Workloads;

namespace Dqx.Benchmarks.Bars;

/// <summary>The same six million flights in ClickHouse over one, two and three shards behind a <c>Distributed</c> table.</summary>
/// <remarks>
/// The shards work on one machine, where the first has all processors already: more of them make nothing faster, and a bar for the time would
/// measure the machine. The bar is that DQX stays as close to the statement by hand at every count; the times are told.
/// </remarks>
internal sealed class ShardsBar : IBar
{
    private const int Rounds = 9;
    private const int Most = 3;

    public string Name => "16 metrics over 6 million flights on 1, 2 and 3 shards of ClickHouse, over the statement by hand";

    public async Task<BarResult> MeasureAsync()
    {
        if (FlightShards.Missing is { } missing)
        {
            return BarResult.NotMeasured(missing);
        }

        using var shards = await FlightShards.StartAsync(Most);
        var suite = Runs.Suite(FlightMetrics.Expectations);
        List<BarResult> results = [];
        for (var count = 1; count <= Most; count++)
        {
            var table = await shards.SpreadAsync(count);
            var flights = shards.Dataset(table);
            var ratio = await Machine.CompareAsync(Rounds, () => shards.QueryAsync(FlightMetrics.ClickHouse(table)), () => Runs.RunAsync(suite, flights));
            var result = ratio.Against(FlightMetrics.Most);
            results.Add(result with { Figure = string.Create(CultureInfo.InvariantCulture, $"{count}: {result.Figure}") });
        }

        return new BarResult(string.Join("; ", results.Select(result => result.Figure)), $"{results[0].Limit} at each", results.TrueForAll(result => result.Holds));
    }
}
