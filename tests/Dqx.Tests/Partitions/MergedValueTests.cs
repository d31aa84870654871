using System.Globalization;
using Dqx.Datasets;
using Dqx.Tests.Support;

namespace Dqx.Tests.Partitions;

/// <summary>Every number over partitions is the number over the whole, as an independent statement says it.</summary>
public sealed class MergedValueTests
{
    /// <summary>Each metric with the SQL that says the same.</summary>
    private static readonly (string Metric, string Sql)[] s_same =
    [
        ("num_rows()", "count(*)"),
        ("num_rows(where=\"i > 0\")", "count(*) FILTER (WHERE i > 0)"),
        ("null_count(i)", "count(*) - count(i)"),
        ("negative_count(d)", "count(*) FILTER (WHERE d < 0)"),
        ("count_values(s, \"a\", \"bb\")", "count(*) FILTER (WHERE s IN ('a', 'bb'))"),
        ("sum(i)", "sum(i)"),
        ("sum(d)", "sum(d)"),
        ("sum(x)", "sum(x)"),
        ("average(d, where=\"s = 'a'\")", "avg(d) FILTER (WHERE s = 'a')"),
        ("average(x)", "avg(x)"),
        ("minimum(x)", "min(x)"),
        ("maximum(d)", "max(d)"),
        ("variance(x)", "var_samp(x)"),
        ("stddev(d)", "stddev_samp(d)"),
        ("first(i, order_by=t)", "arg_min(i, (t, i)) FILTER (WHERE i IS NOT NULL)"),
        ("min_length(s)", "min(length(s))"),
        ("max_length(s)", "max(length(s))"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RandomPartsHaveTheNumbersOfTheWhole(int seed)
    {
        await using var files = new PartFiles();
        var random = new Random(seed);
        var rows = random.Next(500, 3000);
        int[] cuts = [0, .. Enumerable.Range(0, random.Next(2, 7)).Select(_ => random.Next(rows)).Order(), rows];
        foreach (var (index, (from, to)) in cuts.Zip(cuts.Skip(1)).Index())
        {
            await files.WriteAsync($"part-{index}.parquet", $"{Table(seed, rows)} WHERE range >= {from} AND range < {to}");
        }

        var whole = await PartFiles.QueryAsync($"SELECT {string.Join(", ", s_same.Select(pair => $"({pair.Sql})::DOUBLE"))} FROM ({Table(seed, rows)})");
        var fresh = await files.RunAsync(files.Parts(), expectations: [.. s_same.Select(pair => pair.Metric)]);
        var stored = await files.RunAsync(files.Parts(), expectations: [.. s_same.Select(pair => pair.Metric)]);

        PartFiles.Scanned(fresh).ShouldBe($"{cuts.Length - 1}/{cuts.Length - 1}");
        PartFiles.Scanned(stored).ShouldBe($"0/{cuts.Length - 1}");
        Same(fresh, whole);
        Same(stored, whole);
    }

    [Fact]
    public async Task DaysWindowsAndFiltersAreThoseOfTheWhole()
    {
        await using var files = new PartFiles();
        // Days lie across files, one file has a day in its midst without a row, and some rows have no day.
        const string Data = "SELECT CASE WHEN range % 97 = 0 THEN NULL ELSE DATE '2026-11-20' - ((range * 7) % 16)::INTEGER END AS day, range::DOUBLE / 3 AS x, range AS i, range % 4 AS part FROM range(4000)";
        for (var part = 0; part < 4; part++)
        {
            await files.WriteAsync($"{part}.parquet", $"SELECT * FROM ({Data}) WHERE part = {part}{(part == 2 ? " AND day <> DATE '2026-11-18'" : "")}");
        }

        var calendar = new DatasetCalendar { DateColumn = "day" };
        string[] expectations =
        [
            "sum(i)", "sum(i, lag=1)", "average(x, lag=2)", "num_rows(lag=30)", "sum(i, lag=30)", "num_rows(dates=all)", "sum(i, where=\"i % 2 = 0\")", "day_over_day(sum(i))",
            "change(num_rows(), lag=3)", "stddev_over(average(x), n=5)", "maximum_over(num_rows(), n=7)", "coalesce(sum(i, lag=30), 5)",
        ];
        var whole = await new SuiteRunner(Some.Clock).RunAsync(Some.Suite(expectations), [files.Files(calendar: calendar)], ResultKey.For(Some.Date));
        var fresh = await files.RunAsync(files.Parts(calendar: calendar), expectations: expectations);
        var stored = await files.RunAsync(files.Parts(calendar: calendar), expectations: expectations);

        PartFiles.Scanned(stored).ShouldBe("0/4");
        foreach (var run in new[] { fresh, stored })
        {
            foreach (var (result, expected) in run.Results.Zip(whole.Results))
            {
                (result.Status, result.Error).ShouldBe((expected.Status, expected.Error), result.Expression);
                Near(result.Value, expected.Value, result.Expression);
            }

            run.Diagnostics.Where(finding => finding.Severity is DiagnosticSeverity.Warning).Select(finding => (finding.Id, finding.Message))
                .ShouldBe(whole.Diagnostics.Where(finding => finding.Severity is DiagnosticSeverity.Warning).Select(finding => (finding.Id, finding.Message)));
        }
    }

    [Fact]
    public async Task ADayWithoutRowsIsToldWithTheNewestDayOfAllPartitions()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT DATE '2026-11-01' AS day, 1 AS i");
        await files.WriteAsync("b.parquet", "SELECT DATE '2026-11-09' AS day, 2 AS i");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var run = await files.RunAsync(files.Parts(calendar: new DatasetCalendar { DateColumn = "day" }), expectations: ["num_rows()", "sum(i)"]);

            run.Results.Select(result => (result.Value, result.Error)).ShouldBe([(0, null), (null, "no rows on 2026-11-20")]);
            run.Diagnostics.ShouldContain(finding => finding.Id == "DQX3102" && finding.Message == "data: no rows on 2026-11-20; the newest date is 2026-11-09.");
        }
    }

    [Fact]
    public async Task AColumnThatIsEmptyInOneFileIsNoMisfit()
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.csv", "SELECT 1 AS n, NULL::INTEGER AS i");
        await files.WriteAsync("b.csv", "SELECT 2 AS n, 5 AS i UNION ALL SELECT 3, 7");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var run = await files.RunAsync(files.Parts("*.csv"), expectations: ["sum(i) == 12", "average(i) == 6", "minimum(i) == 5", "negative_count(i) == 0", "first(i, order_by=n) == 5", "null_count(i) == 1"]);

            run.Results.ShouldAllBe(result => result.Status == AssertionStatus.Passed);
        }
    }

    [Theory]
    [InlineData("unique_count(i)", "unique_count cannot be merged over the partitions of 'data': two parts of the data may hold the same values; measure it on a dataset of the same data without partitions")]
    [InlineData("duplicate_count(i)", "duplicate_count cannot be merged over the partitions of 'data': a value may be in two parts of the data, once in each; measure it on a dataset of the same data without partitions")]
    [InlineData("custom_sql(\"max(i)\")", "custom_sql cannot be merged over the partitions of 'data': DQX does not read the expression, so it cannot know how two of its results make one; measure it on a dataset of the same data without partitions")]
    [InlineData("first(i, order_by=s)", "partition 'a.parquet' (and 1 more): first cannot be merged over the partitions of 'data': only the engine knows how it sorts texts, so order by a number or a time; measure it on a dataset of the same data without partitions")]
    public async Task WhatCannotBeMergedIsAnErrorOfTheSchemaAndTheOthersHaveTheirValues(string metric, string error)
    {
        await using var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i, 'x' AS s");
        await files.WriteAsync("b.parquet", "SELECT 2 AS i, 'y' AS s");

        var run = await files.RunAsync(files.Parts(), expectations: [metric, "sum(i) == 3"]);

        run.Results[0].ShouldSatisfyAllConditions(result => result.ErrorKind.ShouldBe(ErrorKind.Schema), result => result.Error.ShouldBe(error));
        run.Results[1].Status.ShouldBe(AssertionStatus.Passed);
    }

    private static string Table(int seed, int rows) => $"""
        SELECT
          CASE WHEN hash(range, {seed}) % 7 = 0 THEN NULL ELSE (hash(range, {seed}, 1) % 2001)::BIGINT - 1000 END AS i,
          CASE WHEN hash(range, {seed}) % 5 = 0 THEN NULL ELSE ((hash(range, {seed}, 2) % 200001)::BIGINT - 100000)::DECIMAL(18, 2) / 100 END::DECIMAL(18, 2) AS d,
          CASE WHEN hash(range, {seed}) % 3 = 0 THEN NULL ELSE (hash(range, {seed}, 3) % 1000000)::DOUBLE / 1e6 END AS x,
          CASE WHEN hash(range, {seed}) % 11 = 0 THEN NULL ELSE repeat(['a', 'b', 'ö'][1 + (hash(range, 5) % 3)::INTEGER], 1 + (hash(range, 6) % 4)::INTEGER) END AS s,
          TIMESTAMP '2026-01-01' + INTERVAL 1 MICROSECOND * ((hash(range, {seed}, 7) % 1000000007)::BIGINT) AS t
        FROM range({rows})
        """;

    private static void Same(SuiteRun run, double[] whole)
    {
        foreach (var (result, expected) in run.Results.Zip(whole))
        {
            result.Error.ShouldBeNull(result.Expression);
            Near(result.Value, expected, result.Expression);
        }
    }

    private static void Near(double? actual, double? expected, string what)
        => (actual.HasValue == expected.HasValue && Math.Abs((actual ?? 0) - (expected ?? 0)) <= 1e-12 * Math.Abs(expected ?? 0))
            .ShouldBeTrue(string.Create(CultureInfo.InvariantCulture, $"{what}: {actual:R}, whole {expected:R}"));
}
