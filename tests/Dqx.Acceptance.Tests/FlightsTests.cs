using Dqx.Acceptance.Tests.Support;
using Dqx.DuckDb;

namespace Dqx.Acceptance.Tests;

/// <summary>Three million flights, against numbers that an independent statement computes.</summary>
public sealed class FlightsTests
{
    private static readonly string s_flights = Path.Combine(DqxCommand.Artifacts, "data", "vega", "flights-3m.parquet");

    [Fact]
    public async Task The_numbers_are_those_of_an_independent_statement()
    {
        var metrics = new Dictionary<string, string>
        {
            ["num_rows()"] = "count(*)",
            ["null_count(delay)"] = "count(*) - count(delay)",
            ["negative_count(delay)"] = "count(CASE WHEN delay < 0 THEN 1 END)",
            ["sum(delay)"] = "sum(delay)",
            ["average(delay)"] = "sum(delay) / count(delay)",
            ["minimum(delay)"] = "min(delay)",
            ["maximum(distance)"] = "max(distance)",
            ["variance(delay)"] = "(sum(delay * delay) - sum(delay)::DOUBLE * sum(delay) / count(*)) / (count(*) - 1)",
            ["first(delay, order_by=date)"] = "min(CASE WHEN date = (SELECT min(date) FROM flights) THEN delay END)",
            ["unique_count(origin)"] = "(SELECT count(*) FROM (SELECT DISTINCT origin FROM flights WHERE origin IS NOT NULL))",
            ["duplicate_count(date, origin, destination)"] = "count(*) - (SELECT count(*) FROM (SELECT DISTINCT date, origin, destination FROM flights))",
            ["count_values(origin, \"SEA\", \"PDX\")"] = "sum(CASE origin WHEN 'SEA' THEN 1 WHEN 'PDX' THEN 1 ELSE 0 END)",
            ["max_length(destination)"] = "max(strlen(destination))",
            ["sum(delay, where=\"origin = 'SEA'\")"] = "sum(CASE WHEN origin = 'SEA' THEN delay END)",
        };
        var expected = await QueryAsync([.. metrics.Values]);
        using var workspace = new Workspace().With("flights.yaml", $"""
            suite: Flights
            datasets:
              flights:
                path: {s_flights}
            checks:
              - name: Flights
                assertions:
            {string.Join('\n', metrics.Keys.Select(metric => $"      - '{metric.Replace("'", "''", StringComparison.Ordinal)}'"))}
            """);

        var result = await workspace.RunAsync("run", "flights.yaml", "--output", "json", "--no-processors");

        var run = RunDocument.Read(result.ShouldEndWith(0).Output);
        foreach (var (index, metric) in metrics.Keys.Index())
        {
            run.Results[index].Value.ShouldNotBeNull(metric).ShouldBe(expected[index], Math.Max(Math.Abs(expected[index]) * 1e-12, 1e-12), metric);
        }
    }

    private static async Task<double[]> QueryAsync(string[] expressions)
    {
        await using var connection = new DuckDbConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"WITH flights AS (FROM read_parquet('{s_flights}')) SELECT {string.Join(", ", expressions)} FROM flights";
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return [.. expressions.Select((_, index) => reader.GetDouble(index))];
    }
}
