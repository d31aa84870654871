using System.Globalization;
using Dqx.Engines.Tests.Servers;
using Dqx.Engines.Tests.Support;

namespace Dqx.Engines.Tests.Cluster;

/// <summary>Suites over a table that lies on three servers, by the built command.</summary>
[Collection(EngineTests.Name)]
public sealed class ClusterTests(Servers.Engines servers)
{
    private const string Parquet = "vega/flights-3m.parquet";

    private static readonly string[] s_metrics =
    [
        "num_rows()", "null_count(delay)", "negative_count(delay)", "sum(delay)", "average(delay)", "minimum(delay)", "maximum(distance)", "variance(delay)", "stddev(distance)",
        "first(distance, order_by=flown)", "unique_count(origin)", "duplicate_count(flown, origin, destination)", "duplicate_count(origin)", "count_values(origin, \"SEA\", \"PDX\")",
        "max_length(destination)", "sum(delay, where=\"origin = 'SEA'\")", "unique_count(destination, where=\"delay > 60\")",
    ];

    /// <summary>Enough to be bisected, if that were what to do.</summary>
    private static readonly string[] s_few = s_metrics[..9];

    [Fact]
    public async Task AClusterSaysWhatTheFileSays()
    {
        await Flights.LoadAsync(servers);
        using var folder = new SuiteFolder(Suite(servers.ClickHouse, s_metrics, name: "counted"));

        var (run, result) = await folder.RunAsync();

        result.ShouldEndWith(0);
        var (cluster, file) = (run.Results.Take(s_metrics.Length).ToList(), run.Results.Skip(s_metrics.Length).ToList());
        foreach (var (index, metric) in s_metrics.Index())
        {
            var expected = file[index].Value.ShouldNotBeNull(metric);
            cluster[index].Value.ShouldNotBeNull(metric).ShouldBe(expected, Math.Max(Math.Abs(expected) * 1e-10, 1e-12), metric);
        }

        await Eventually.TrueAsync(
            async () => await StatementsAsync() == "1",
            () => "The server's log has not the one statement of the run.",
            TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task AShardThatFallsInTheMiddleIsAnErrorOfItsTableAlone()
    {
        await Flights.LoadAsync(servers);
        var lost = servers.Shards[2];
        using var folder = new SuiteFolder(Suite(servers.ClickHouse, s_few, slowly: true));
        using var process = folder.Start("run", "suite.yaml", "--output", "json", "--no-processors", "--no-history");
        await Eventually.TrueAsync(
            async () => await lost.SqlAsync("SELECT count() FROM system.processes WHERE query LIKE '%sleep%' AND is_initial_query = 0") != "0",
            () => "The shard never worked for the run.",
            TimeSpan.FromMinutes(1));

        lost.Kill();
        var cut = await DqxCommand.EndAsync(process, "run");

        try
        {
            var run = RunDocument.Read(cut.ShouldEndWith(3).Output);
            run.Results.Take(s_few.Length).ShouldAllBe(result => result.Status == AssertionStatus.Error && result.ErrorKind == ErrorKind.Engine && result.Error!.StartsWith("ClickHouse error ", StringComparison.Ordinal));
            run.Results.Skip(s_few.Length).ShouldAllBe(result => result.Status == AssertionStatus.Passed);

            using var again = new SuiteFolder(Suite(servers.ClickHouse, s_few));
            var (away, _) = await again.RunAsync();
            away.Results[0].Error.ShouldNotBeNull().ShouldContain(lost.TcpPort.ToString(CultureInfo.InvariantCulture));
        }
        finally
        {
            await lost.StartAsync();
        }

        using var whole = new SuiteFolder(Suite(servers.ClickHouse, s_few));
        var (right, result) = await whole.RunAsync();
        result.ShouldEndWith(0);
        right.Results[0].Value.ShouldBe(Flights.Rows);
    }

    [Fact]
    public async Task WhatIsReceivedGrowsWithTheMetricsAndNotWithTheRows()
    {
        await Flights.LoadAsync(servers);

        var few = await ReceivedAsync(100_000, 1);
        var million = await ReceivedAsync(1_000_000, 1);
        var all = await ReceivedAsync(Flights.Rows, 1);
        var wide = await ReceivedAsync(100_000, 20);

        million.ShouldBeInRange(few * 9 / 10, few * 11 / 10);
        all.ShouldBeInRange(few * 9 / 10, few * 11 / 10);
        wide.ShouldBeGreaterThan(few * 11 / 10);
        all.ShouldBeLessThan(20_000);
    }

    /// <summary>What came over the wire for one run over so many rows.</summary>
    private async Task<long> ReceivedAsync(int rows, int times)
    {
        await using var relay = new Relay(servers.ClickHouse.HttpPort);
        var filters = Enumerable.Range(0, times).SelectMany(number => new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"sum(distance, where=\"distance > {number}\")"), string.Create(CultureInfo.InvariantCulture, $"average(delay, where=\"delay > {number}\")"),
        });
        using var folder = new SuiteFolder($"""
            suite: Bytes
            sources:
            {Flights.Source(servers.ClickHouse).Replace(servers.ClickHouse.HttpPort.ToString(CultureInfo.InvariantCulture), relay.Text, StringComparison.Ordinal)}
            datasets:
              flights:
                source: ch
                query: SELECT * FROM flights_all LIMIT {rows.ToString(CultureInfo.InvariantCulture)}
            checks:
              - name: Bytes
                assertions:
                  - num_rows() == {rows.ToString(CultureInfo.InvariantCulture)}
            {Expectations(filters)}
            """);
        var (_, result) = await folder.RunAsync();
        result.ShouldEndWith(0);
        return relay.Received;
    }

    private Task<string> StatementsAsync() => servers.ClickHouse.SqlAsync(
        "SELECT countIf(query NOT LIKE 'DESCRIBE%' AND query NOT LIKE '%system.settings%') FROM system.query_log WHERE type = 2 AND is_initial_query AND query LIKE '%AS \"counted\"%' AND query NOT LIKE '%query_log%'");

    private static string Suite(ClickHouse server, string[] metrics, bool slowly = false, string name = "cluster") => $"""
        suite: Flights
        sources:
        {Flights.Source(server, slowly ? "max_block_size: \"8192\"" : "")}
        datasets:
          {name}:
            source: ch
            table: flights_all{(slowly ? "\n    where: sleep(0.2) = 0" : "")}
          file:
            query: SELECT * RENAME (date AS flown) FROM '{Path.Combine(DqxCommand.Artifacts, "data", Parquet)}'
        checks:
          - name: Cluster
            uses: [{name}]
            assertions:
        {Expectations(metrics)}
          - name: File
            uses: [file]
            assertions:
        {Expectations(metrics)}
        """;

    private static string Expectations(IEnumerable<string> metrics) => string.Join('\n', metrics.Select(metric => $"      - '{metric.Replace("'", "''", StringComparison.Ordinal)}'"));
}
