using Dqx.Acceptance.Tests.Support;
using Dqx.DuckDb;

namespace Dqx.Acceptance.Tests;

/// <summary>The days of three million flights, whose TIMESTAMP column is the date column, against numbers of an independent statement.</summary>
public sealed class FlightDaysTests
{
    private const string Day = "2001-03-15";

    private static readonly string s_flights = Path.Combine(DqxCommand.Artifacts, "data", "vega", "flights-3m.parquet");

    /// <summary>Metrics, and what they are in SQL: <c>at(column, lag)</c> is the value of a day in a table with a row for each day.</summary>
    private static readonly Dictionary<string, string> s_metrics = new()
    {
        ["num_rows()"] = "at(n, 0)",
        ["sum(delay)"] = "at(s, 0)",
        ["average(delay)"] = "at(a, 0)",
        ["unique_count(origin)"] = "at(u, 0)",
        ["duplicate_count(origin, destination)"] = "at(n, 0) - at(p, 0)",
        ["stddev(delay)"] = "at(v, 0)",
        ["sum(delay, where=\"origin = 'SEA'\")"] = "at(w, 0)",
        ["num_rows(dates=all)"] = "(SELECT count(*) FROM flights)",
        ["sum(delay) / sum(delay, lag=1)"] = "at(s, 0)::DOUBLE / at(s, 1)",
        ["unique_count(origin, lag=13)"] = "at(u, 13)",
        ["first(delay, order_by=date, lag=2)"] = "at(f, 2)",
        ["day_over_day(sum(delay))"] = "abs(at(s, 0) - at(s, 1))::DOUBLE / abs(at(s, 1))",
        ["week_over_week(num_rows())"] = "abs(at(n, 0) - at(n, 7))::DOUBLE / at(n, 7)",
        ["change(average(delay), lag=3)"] = "(at(a, 0) - at(a, 3)) / abs(at(a, 3))",
        ["day_over_day(num_rows(lag=4))"] = "abs(at(n, 4) - at(n, 5))::DOUBLE / at(n, 5)",
        ["average_over(num_rows(), n=14)"] = "(SELECT avg(n) FROM days WHERE day BETWEEN today - 14 AND today - 1)",
        ["stddev_over(average(delay), n=7, offset=0)"] = "(SELECT stddev_samp(a) FROM days WHERE day BETWEEN today - 6 AND today)",
        ["minimum_over(sum(distance), n=10, offset=3)"] = "(SELECT min(d) FROM days WHERE day BETWEEN today - 12 AND today - 3)",
        ["maximum_over(sum(delay, where=\"origin = 'SEA'\"), n=7)"] = "(SELECT max(w) FROM days WHERE day BETWEEN today - 7 AND today - 1)",
        ["average_over(day_over_day(num_rows()), n=3, offset=0)"] =
            "(abs(at(n, 0) - at(n, 1))::DOUBLE / at(n, 1) + abs(at(n, 1) - at(n, 2))::DOUBLE / at(n, 2) + abs(at(n, 2) - at(n, 3))::DOUBLE / at(n, 3)) / 3",
    };

    [Fact]
    public async Task Every_lag_and_everything_derived_is_what_an_independent_statement_says()
    {
        var expected = await QueryAsync();
        using var workspace = new Workspace().With("flights.yaml", $"""
            suite: Flights
            datasets:
              flights:
                path: {s_flights}
                date_column: date
            checks:
              - name: Flights
                assertions:
            {string.Join('\n', s_metrics.Keys.Select(metric => $"      - '{metric.Replace("'", "''", StringComparison.Ordinal)}'"))}
            """);

        // dates=all is of today: without a history it may be asked for on any day.
        var result = await workspace.RunAsync("run", "flights.yaml", "--output", "json", "--no-processors", "--no-history", "--date", Day);

        Compare(RunDocument.Read(result.ShouldEndWith(0).Output), expected);
    }

    [Fact]
    public async Task A_backfill_gives_the_same_numbers_whether_days_come_from_the_data_or_from_the_history()
    {
        const string Assertions = "[\"num_rows()\", \"change(average(delay))\", \"average_over(sum(delay), n=3)\"]";
        using var workspace = new Workspace();
        foreach (var (name, keys) in new[] { ("data", "lag_source: data"), ("history", "lag_source: history") })
        {
            workspace.With($"{name}.yaml", $"suite: {name}\ndatasets: {{ flights: {{ path: {s_flights}, date_column: date, {keys} }} }}\nchecks: [ {{ name: C, assertions: {Assertions} }} ]\n");
        }

        var result = await workspace.RunAsync("run", "data.yaml", "history.yaml", "--from", "2001-03-10", "--to", "2001-03-15", "--output", "jsonl", "--no-processors");

        var runs = result.ShouldEndWith(0).Output.TrimEnd('\n').Split('\n').Select(line => RunDocument.Read(line)).GroupBy(run => run.Suite).ToDictionary(group => group.Key, group => group.ToList());
        runs["history"][0].Results[1].Reason.ShouldBe(SkipReason.NoHistory);
        runs["history"][3..].Zip(runs["data"][3..]).ShouldAllBe(pair => pair.First.Results.Zip(pair.Second.Results).All(both => Same(both.First.Value, both.Second.Value)));
        runs["history"][^1].Results.ShouldAllBe(one => one.Value != null);
    }

    private static bool Same(double? one, double? other) => one is { } a && other is { } b && Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(a));

    private static void Compare(SuiteRun run, double[] expected)
    {
        foreach (var (index, metric) in s_metrics.Keys.Index())
        {
            run.Results[index].Value.ShouldNotBeNull(metric).ShouldBe(expected[index], Math.Max(Math.Abs(expected[index]) * 1e-12, 1e-12), metric);
        }
    }

    private static async Task<double[]> QueryAsync()
    {
        await using var connection = new DuckDbConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // Days by arithmetic on the text of the time, the pairs by a join of two groupings: not as the engine does it.
        command.CommandText = $$"""
            WITH flights AS (FROM read_parquet('{{s_flights}}')),
              parts AS (SELECT strptime(strftime(date, '%Y%m%d'), '%Y%m%d')::DATE AS day, delay, distance, origin, destination, date FROM flights WHERE date >= '2001-02-20' AND date < '2001-03-16'),
              days AS (
                SELECT day, count(*) AS n, sum(delay) AS s, sum(delay)::DOUBLE / count(delay) AS a, sum(distance) AS d, (SELECT count(*) FROM (SELECT DISTINCT origin FROM parts q WHERE q.day = p.day)) AS u,
                  (SELECT count(*) FROM (SELECT DISTINCT origin, destination FROM parts q WHERE q.day = p.day)) AS p,
                  sqrt((sum(delay * delay) - sum(delay)::DOUBLE * sum(delay) / count(*)) / (count(*) - 1)) AS v, sum(CASE origin WHEN 'SEA' THEN delay END) AS w,
                  (SELECT min(delay) FROM parts q WHERE q.date = min(p.date)) AS f
                FROM parts p GROUP BY day),
              t AS (SELECT DATE '{{Day}}' AS today)
            SELECT {{string.Join(", ", s_metrics.Values.Select(sql => $"CAST({At(sql)} AS DOUBLE)"))}} FROM t
            """;
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return [.. Enumerable.Range(0, s_metrics.Count).Select(index => reader.GetDouble(index))];
    }

    private static string At(string sql) => System.Text.RegularExpressions.Regex.Replace(sql, @"at\((\w), (\d+)\)", "(SELECT $1 FROM days WHERE day = today - $2)", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
