using Dqx.Benchmarks.Workloads;
using Dqx.DuckDb;

namespace Dqx.Benchmarks.Bars;

/// <summary>The whole process over 3 million flights, against the one statement that a person would write for the same numbers.</summary>
internal sealed class FlightsBar : IBar
{
    private const double Factor = 1.5;
    private const double Start = 300;

    public string Name => "dqx run, 3 million flights, whole process";

    public async Task<BarResult> MeasureAsync()
    {
        var file = Machine.Data("flights-3m.parquet");
        var folder = Directory.CreateTempSubdirectory("dqx-bar-");
        var suite = Path.Combine(folder.FullName, "flights.yaml");
        await File.WriteAllTextAsync(suite, Suite(file));
        var (hand, dqx) = await Machine.AlternateAsync(5, () => QueryAsync(file), () => Command.RunAsync(suite));
        folder.Delete(recursive: true);
        var limit = (Factor * hand) + Start;
        return new BarResult(
            FormattableString.Invariant($"{dqx:F0} ms"),
            FormattableString.Invariant($"≤ {Factor} × {hand:F0} ms + {Start:F0} ms = {limit:F0} ms"),
            dqx <= limit);
    }

    private static string Suite(string file) => $"""
        suite: Flights
        datasets:
          flights:
            path: {file}
        checks:
          - name: Flights
            assertions:
              - num_rows() == 3000000
              - null_count(delay) == 0
              - negative_count(delay) / num_rows() < 0.6
              - sum(delay) > 0
              - average(delay) between 0 and 10
              - minimum(delay) > -2000
              - maximum(delay) < 2000
              - stddev(delay) < 50
              - maximum(distance) < 5000
              - average(distance) between 500 and 1000
              - count_values(origin, "SEA", "PDX") > 0
              - max_length(origin) == 3
        """;

    private static async Task QueryAsync(string file)
    {
        await using var connection = new DuckDbConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT count(*), count(*) FILTER (WHERE delay IS NULL), count(*) FILTER (WHERE delay < 0), sum(delay), avg(delay), min(delay), max(delay),
              stddev_samp(delay), max(distance), avg(distance), count(*) FILTER (WHERE origin IN ('SEA', 'PDX')), max(length(origin))
            FROM read_parquet('{file.Replace("'", "''", StringComparison.Ordinal)}')
            """;
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
    }
}
