using System.Globalization;
using Dqx.Checks;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Expressions;
using Dqx.Suites;
using Dqx.Tests.Suites;

namespace Dqx.Tests.DuckDb;

/// <summary>Files with days: date columns of every type, and a file for each day. The run is for 2026-11-20, a Friday.</summary>
public sealed class DatedDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("DATE", "UTC", 3, 2)]
    [InlineData("TIMESTAMP", "UTC", 3, 2)]
    [InlineData("TIMESTAMP", "Asia/Tokyo", 3, 2)]
    [InlineData("TIMESTAMPTZ", "UTC", 3, 2)]
    [InlineData("TIMESTAMPTZ", "Asia/Tokyo", 2, 3)]
    [InlineData("TIMESTAMPTZ", "America/Los_Angeles", 2, 2)]
    [InlineData("VARCHAR", "Asia/Tokyo", 3, 2)]
    public async Task A_column_that_is_not_sorted_says_which_day_a_row_belongs_to(string type, string zone, double today, double yesterday)
    {
        // In Tokyo an evening belongs to the next day; in Los Angeles a night belongs to the day before.
        Parquet("days.parquet", $""""
            SELECT CASE WHEN '{type}' = 'TIMESTAMPTZ' THEN (t || '+00')::TIMESTAMPTZ::{type} ELSE t::{type} END AS "Dag/Ünïcode ""x""", c FROM (VALUES
              ('2026-11-19 12:00:00', 10), ('2026-11-20 23:30:00', 1), ('2026-11-18 01:00:00', 7), ('2026-11-20 00:30:00', 2),
              ('2026-11-20 12:00:00', 3), ('2026-11-18 20:00:00', 5), ('2026-11-19 05:00:00', 20)) v(t, c)
            """");
        var data = DuckDbDataset.FromParquet("data", _folder["days.parquet"], calendar: new DatasetCalendar { DateColumn = "Dag/Ünïcode \"x\"", TimeZone = zone });

        (await ValuesAsync(data, "num_rows()", "num_rows(lag=1)")).ShouldBe([today, yesterday]);
    }

    [Fact]
    public async Task A_session_is_in_the_zone_of_the_dataset_wherever_the_machine_is()
    {
        var tokyo = DuckDbDataset.FromQuery("data", "SELECT TIMESTAMPTZ '2026-11-20 20:00:00+00' AS t", calendar: new DatasetCalendar { TimeZone = "Asia/Tokyo" });
        var utc = DuckDbDataset.FromQuery("data", "SELECT TIMESTAMPTZ '2026-11-20 20:00:00+00' AS t");
        var own = DuckDbDataset.FromQuery("data", "SELECT TIMESTAMPTZ '2026-11-20 20:00:00+00' AS t", settings: new Dictionary<string, string> { ["timezone"] = "Asia/Kolkata" });

        (await ValuesAsync(tokyo, "custom_sql(\"max(hour(t))\")")).ShouldBe([5]);
        (await ValuesAsync(utc, "custom_sql(\"max(hour(t))\")")).ShouldBe([20]);
        (await ValuesAsync(own, "custom_sql(\"max(hour(t) * 100 + minute(t))\")")).ShouldBe([130]);
    }

    [Fact]
    public async Task A_lag_reads_the_file_of_its_day()
    {
        _folder.Write("sales-20261120.csv", "amount\n10\n20\n");
        _folder.Write("sales-20261119.csv", "amount\n5\n");
        var data = DuckDbDataset.FromFile("data", _folder["sales-{date:yyyyMMdd}.csv"]);

        var run = await RunAsync(data, "sum(amount)", "sum(amount, lag=1)", "num_rows() - num_rows(lag=1)", "sum(amount, lag=2)", "day_over_day(sum(amount))", "average_over(sum(amount), n=3, offset=0)");

        run.Results.Select(result => result.Value).ShouldBe([30, 5, 1, null, 5, 17.5]);
        var missing = run.Results[3];
        missing.ErrorKind.ShouldBe(ErrorKind.Data);
        missing.Error.ShouldNotBeNull().ShouldContain("no data for 2026-11-18: there is no file ");
        missing.Error.ShouldContain("sales-20261118.csv");
    }

    [Fact]
    public async Task A_query_and_a_predicate_take_the_day_as_a_literal()
    {
        Parquet("days.parquet", "SELECT DATE '2026-11-01' + i::INTEGER AS d, i::INTEGER AS c FROM range(30) t(i)");
        Parquet("in-2026-11-20.parquet", "SELECT 42 AS c");
        var path = _folder["days.parquet"].Replace("'", "''", StringComparison.Ordinal);
        var folder = _folder.Path.Replace("'", "''", StringComparison.Ordinal);

        (await ValuesAsync(DuckDbDataset.FromParquet("data", _folder["days.parquet"], where: "d <= {date}"), "num_rows()", "num_rows(lag=1)")).ShouldBe([20, 19]);
        (await ValuesAsync(DuckDbDataset.FromQuery("data", $"SELECT * FROM '{path}' WHERE d = {{date}} -- {{date}}"), "sum(c)", "sum(c, lag=19)")).ShouldBe([19, 0]);
        (await ValuesAsync(DuckDbDataset.FromQuery("data", $"SELECT * FROM '{folder}/in-{{date}}.parquet'"), "sum(c)")).ShouldBe([42]);
        (await ValuesAsync(DuckDbDataset.FromEnumerable("data", new[] { Some.Date, Some.Date.AddDays(-1) }, where: "value = {date}"), "num_rows()", "num_rows(lag=1)", "num_rows(lag=2)")).ShouldBe([1, 1, 0]);
    }

    [Fact]
    public void What_a_dataset_is_about_is_the_same_every_day()
    {
        var data = DuckDbDataset.FromQuery("data", "SELECT {date} AS d", where: "d = {date}");
        var file = DuckDbDataset.FromFile("data", _folder["a-{date}.csv"]);

        (data.IsDated, data.Where, data.Query).ShouldBe((true, "d = {date}", "SELECT {date} AS d"));
        (data.On(Some.Date).IsDated, data.On(Some.Date).Where).ShouldBe((false, "d = DATE '2026-11-20'"));
        (file.IsDated, file.Location, file.Query).ShouldBe((true, _folder["a-{date}.csv"], null));
        DuckDbDataset.FromFile("data", _folder["a.csv"]).On(Some.Date).Location.ShouldBe(_folder["a.csv"]);
    }

    [Fact]
    public async Task A_suite_file_says_all_of_it()
    {
        using var folder = new SuiteFolder("""
            suite: S
            timezone: Asia/Tokyo
            datasets:
              own: { path: own.csv, date_column: t, timezone: UTC, skip_dates: [2026-11-19] }
              suites: { path: own.csv, date_column: t, lag_source: history, settled_after: 2d }
            checks:
              - name: C
                assertions:
                  - num_rows(dataset=own) == 1
                  - num_rows(dataset=suites) == 2
                  - num_rows(dataset=own, lag=1) == 1
                  - { name: passes, expect: "num_rows(dataset=suites, lag=1) == 7", no_history: pass }
                  - { name: errs, expect: "num_rows(dataset=suites, lag=1) == 7", no_history: error }
                  - { name: waits, expect: "num_rows(dataset=suites, lag=1) == 7" }
            """);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "own.csv"), "t\n2026-11-19 18:00:00+00\n2026-11-20 10:00:00+00\n");
        var file = folder.Load();

        var run = await new SuiteRunner(Some.Clock).RunAsync(file.Suite, new DataSources([new DuckDbDataSource()]).Create(file), ResultKey.For(Some.Date));

        file.Suite.DateOf(new DateTimeOffset(2026, 11, 20, 16, 0, 0, TimeSpan.Zero)).ShouldBe(new DateOnly(2026, 11, 21));
        var calendar = file.Datasets[1].Definition.Calendar;
        (calendar.DateColumn, calendar.TimeZone, calendar.LagSource, calendar.SettledAfterDays).ShouldBe(("t", "Asia/Tokyo", LagSource.History, 2));
        run.Results.Select(result => (result.Status, result.Reason, result.Error)).ShouldBe(
        [
            (AssertionStatus.Passed, null, null),
            (AssertionStatus.Passed, null, null),
            (AssertionStatus.Skipped, SkipReason.Unavailable, null),
            (AssertionStatus.Passed, null, null),
            (AssertionStatus.Error, null, "no stored value yet for 2026-11-19"),
            (AssertionStatus.Skipped, SkipReason.NoHistory, null),
        ]);
    }

    private static Task<SuiteRun> RunAsync(IDataset data, params string[] expectations) => Some.RunAsync(data, expectations);

    private static async Task<double?[]> ValuesAsync(IDataset data, params string[] metrics)
    {
        var run = await Some.RunAsync(data, metrics);
        run.Results.Where(result => result.Error is not null).Select(result => result.Error).ShouldBeEmpty();
        return [.. run.Results.Select(result => result.Value)];
    }

    private void Parquet(string file, string query)
    {
        using var connection = Duck.Open("TimeZone=UTC");
        connection.Run(string.Create(CultureInfo.InvariantCulture, $"COPY ({query}) TO '{_folder[file].Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)"));
    }
}
