using System.Collections.Immutable;
using System.Globalization;
using Dqx.Expressions;
using Dqx.History;
using Dqx.Metrics;
using Dqx.Metrics.States;
using Dqx.Planning;
using Dqx.Scanning;
using Dqx.Sqlite.History;
using Dqx.Tests.Support;

namespace Dqx.Tests.Metrics;

/// <summary>Real tables, cut into parts at random: the states of the parts, merged in any order, say what the whole says.</summary>
public sealed class MergedScanTests
{
    private static readonly ImmutableArray<Metric> s_metrics =
    [
        new NumRows(), new NumRows { Where = "i > 0" }, new NullCount("i"), new NegativeCount("d"), new CountValues("s", ["a", "bb"]),
        new Sum("i"), new Sum("d"), new Sum("x"), new Sum("b"), new Average("i"), new Average("d"), new Average("x"), new Average("x") { Where = "i < 0" },
        new Minimum("i"), new Minimum("x"), new Maximum("d"), new Maximum("x"), new Variance("x"), new Variance("i"), new StandardDeviation("x"),
        new StandardDeviation("d") { Where = "s = 'a'" }, new First("x", "i"), new First("i", "t"), new First("d", "z"), new First("x", "day"), new First("i", "x"),
        new MinLength("s"), new MaxLength("s"), new MaxLength("l"),
    ];

    /// <summary>The offset is added to every number: variances must not lose their digits to it.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1_000)]
    [InlineData(3, 1_000_000_000)]
    [InlineData(4, -1_000_000_000)]
    [InlineData(5, 4_000_000_000_000_000_000)]
    public async Task PartsMakeTheWhole(int seed, long offset)
    {
        var random = new Random(seed);
        var rows = random.Next(200, 3000);
        var isWide = Math.Abs(offset) > 1L << 53;
        var table = $"""
            SELECT range AS n,
              CASE WHEN hash(range, {seed}) % 7 = 0 THEN NULL ELSE (hash(range, {seed}, 1) % 2001)::BIGINT - 1000 + {offset} END AS i,
              CASE WHEN hash(range, {seed}) % 5 = 0 THEN NULL ELSE ((hash(range, {seed}, 2) % 200001)::BIGINT - 100000 + {offset} % 1000000)::DECIMAL(18, 2) / 100 END::DECIMAL(18, 2) AS d,
              CASE WHEN hash(range, {seed}) % 3 = 0 THEN NULL ELSE (hash(range, {seed}, 3) % 1000000)::DOUBLE / 1e6 + {(isWide ? 0 : offset)} END AS x,
              hash(range, {seed}, 4) % 2 = 0 AS b,
              CASE WHEN hash(range, {seed}) % 11 = 0 THEN NULL ELSE repeat(['a', 'b', 'ö'][1 + (hash(range, 5) % 3)::INTEGER], 1 + (hash(range, 6) % 4)::INTEGER) END AS s,
              range(range % 5) AS l,
              TIMESTAMP '2026-01-01' + INTERVAL 1 MICROSECOND * ((hash(range, {seed}, 7) % 1000000007)::BIGINT) AS t,
              TIMESTAMPTZ '2026-03-29 00:00:00+00' + INTERVAL 1 MINUTE * ((hash(range, {seed}, 8) % 3000)::BIGINT) AS z,
              DATE '2025-12-30' + (hash(range, {seed}, 9) % 9)::INTEGER AS day
            FROM range({rows})
            """;
        var whole = await MeasureAsync(table, "true");
        // Cuts may be equal: those parts are empty.
        int[] cuts = [0, .. Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(rows)).Order(), rows];
        var parts = new List<ImmutableArray<Measured>>();
        foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
        {
            parts.Add(await MeasureAsync(table, $"n >= {from} AND n < {to}"));
        }

        for (var round = 0; round < 3; round++)
        {
            var shuffled = parts.ToArray();
            random.Shuffle(shuffled);
            foreach (var (index, metric) in s_metrics.Index())
            {
                var merged = shuffled.Select(part => StateText.Read(part[index].State!.ToString())).Aggregate((left, right) => left.Merge(right));
                Same(metric, metric.ValueOf(merged), whole[index].Value, offset);
            }
        }
    }

    [Theory]
    [InlineData("unique_count(i)")]
    [InlineData("duplicate_count(i)")]
    [InlineData("duplicate_count(i, s)")]
    [InlineData("custom_sql(\"max(i)\")")]
    [InlineData("first(i, order_by=s)")]
    public async Task WhatCannotBeMergedHasNoState(string metric)
    {
        var run = await StoredAsync("SELECT 1 AS i, 'a' AS s", metric);

        run.ShouldHaveSingleItem().State.ShouldBeNull();
    }

    [Theory]
    [InlineData("SELECT unnest([9007199254740993, 9007199254740993]) AS c", "sum(c)", "1 sum 18014398509481986")]
    [InlineData("SELECT unnest([0.1, 0.25])::DECIMAL(5,2) AS c", "sum(c)", "1 sum 0.35")]
    [InlineData("SELECT unnest([1, 2, NULL, 6]) AS c", "average(c)", "1 mean 3 9")]
    [InlineData("SELECT unnest([1.5, 2.5])::DOUBLE AS c", "average(c)", "1 mean 2 double:4")]
    [InlineData("SELECT unnest([1, 2, 3]) AS c", "variance(c)", "1 moments 3 2 2")]
    [InlineData("SELECT 1 AS c", "stddev(c)", "1 moments 1 1 0")]
    [InlineData("SELECT NULL::INTEGER AS c", "stddev(c)", "1 moments 0 0 0")]
    [InlineData("SELECT NULL::INTEGER AS c", "maximum(c)", "1 maximum")]
    [InlineData("SELECT 1 AS c, DATE '2026-01-02' AS o", "first(c, order_by=o)", "1 first 1 time 2026-01-02")]
    [InlineData("SELECT 1 AS c, TIMESTAMPTZ '2026-01-02 01:00:00+02' AS o", "first(c, order_by=o)", "1 first 1 time 2026-01-01 23:00:00")]
    [InlineData("SELECT 1 AS c, 9007199254740993 AS o", "first(c, order_by=o)", "1 first 1 number 9007199254740993")]
    [InlineData("SELECT 1 AS c, DATE '12026-01-02' AS o", "first(c, order_by=o)", null)]
    public async Task TheHistoryKeepsTheStateBesideTheValue(string query, string metric, string? state)
        => (await StoredAsync(query, metric)).ShouldHaveSingleItem().State.ShouldBe(state);

    private static async Task<IReadOnlyList<StoredValue>> StoredAsync(string query, string metric)
    {
        var folder = Directory.CreateTempSubdirectory();
        await using var history = new SqliteMetricHistory(Path.Combine(folder.FullName, "history.db"));
        var data = new QueryDataset("data", query);
        var run = await new SuiteRunner(Some.Clock) { History = history }.RunAsync(Some.Suite(metric), [data], ResultKey.For(Some.Date));
        var measured = ((Expression.MetricTerm)Expectation.Parse(metric).Subject).Metric;
        var key = new HistoryKeys("Suite", ResultKey.For(Some.Date)).Of(data, measured, Some.Date);
        var stored = await history.FindAsync([key], default);
        folder.Delete(recursive: true);
        stored[key].Value.ShouldBe(run.Results[0].Value);
        return [.. stored.Values];
    }

    private static async Task<ImmutableArray<Measured>> MeasureAsync(string table, string where)
    {
        var data = new QueryDataset("data", table, where);
        var symbols = s_metrics.Select((metric, index) => new PlannedSymbol($"x_{index}", metric, metric, Some.Date)).ToImmutableArray();
        var outcome = await new DatasetScan(data, new PlannedScan("data", null, symbols), Some.Date).RunAsync(default);
        return [.. symbols.Select(outcome.For)];
    }

    private static void Same(Metric metric, MetricValue merged, MetricValue whole, long offset)
    {
        if (whole is not MetricValue.Number { Value: var expected })
        {
            merged.ShouldBe(whole, metric.ToString());
            return;
        }

        // Counts, extremes and sums of integers and decimals are the same number; what is calculated with doubles differs in its last digits,
        // a variance in as many as the offset of its
        // numbers takes away: at 4e18 neighbouring doubles are 512 apart, and the engine itself has but two digits left.
        var isExact = metric is not (Average or Variance or StandardDeviation or Sum { Column: "x" });
        var lost = metric is Variance or StandardDeviation ? Math.Min(Math.Max(1, Math.Abs((double)offset)) * 1e-15, 1e-2) : 1e-13;
        var actual = ((MetricValue.Number)merged).Value;
        Math.Abs(actual - expected).ShouldBeLessThanOrEqualTo(
            isExact ? 0 : Math.Max(lost, 1e-12) * Math.Abs(expected), string.Create(CultureInfo.InvariantCulture, $"{metric}: {actual:R}, whole {expected:R}"));
    }
}
