using Dqx.Datasets;
using Dqx.Tests.Support;

namespace Dqx.Tests.Engine;

/// <summary>Days of a dataset: lags from the data in one scan, zones, days without rows. The run is for 2026-11-20.</summary>
public sealed class DateTests
{
    private const string Days = """
        SELECT * FROM (VALUES
          (DATE '2026-11-20', 100), (DATE '2026-11-20', 50), (DATE '2026-11-19', 100), (DATE '2026-11-18', 0),
          (DATE '2026-11-13', 60), (DATE '2026-11-12', 0), (NULL, 7)) t(day, c)
        """;

    [Theory]
    [InlineData("sum(c)", "150")]
    [InlineData("sum(c, lag=1)", "100")]
    [InlineData("num_rows()", "2")]
    [InlineData("num_rows(lag=3)", "0")]
    [InlineData("sum(c, lag=3)", "error:no rows on 2026-11-17")]
    [InlineData("num_rows(dates=all)", "7")]
    [InlineData("sum(c, dates=all)", "317")]
    [InlineData("sum(c, lag=1, where=\"c > 1000\")", "error:no non-null values in c")]
    [InlineData("custom_sql(\"max(c)\", where=\"c < 100\")", "50")]
    [InlineData("sum(c) / sum(c, lag=1)", "1.5")]
    [InlineData("day_over_day(sum(c))", "0.5")]
    [InlineData("day_over_day(sum(c), lag=1)", "error:division by zero: the value of 2026-11-18 is 0")]
    [InlineData("day_over_day(sum(c, lag=1))", "error:division by zero: the value of 2026-11-18 is 0")]
    [InlineData("week_over_week(sum(c))", "1.5")]
    [InlineData("change(sum(c, where=\"c < 100\"), lag=7)", "-0.16666666666666666")]
    [InlineData("change(sum(c), lag=2)", "error:division by zero: the value of 2026-11-18 is 0")]
    [InlineData("change(num_rows(where=\"c > 1000\"))", "0")]
    [InlineData("average_over(sum(c), n=2, offset=0)", "125")]
    [InlineData("average_over(sum(c), n=2)", "50")]
    [InlineData("maximum_over(sum(c), n=8, offset=0)", "150")]
    [InlineData("minimum_over(sum(c), n=8, offset=0)", "0")]
    [InlineData("stddev_over(sum(c), n=2, offset=0)", "35.35533905932738")]
    [InlineData("stddev_over(sum(c), n=1, offset=0)", "0")]
    [InlineData("average_over(sum(c), n=7, offset=0)", "skipped:3 of 7 days have a value, 4 are needed")]
    [InlineData("average_over(sum(c), n=7, offset=0, min_days=3)", "83.33333333333333")]
    [InlineData("stddev_over(day_over_day(num_rows()), n=2, offset=0)", "0.7071067811865476")]
    public async Task LagsAndWhatIsDerivedFromThemComeFromTheDataOfTheirDays(string metric, string expected)
    {
        var data = new QueryDataset("data", Days) { Calendar = new DatasetCalendar { DateColumn = "day" } };

        var run = await Some.RunAsync(data, metric);

        Describe(run.Results[0], run).ShouldBe(expected);
    }

    [Theory]
    [InlineData("TIMESTAMP '2026-11-20 23:59:59'", "UTC", 1)]
    [InlineData("TIMESTAMP '2026-11-20 00:00:00'", "Asia/Tokyo", 1)]
    [InlineData("TIMESTAMPTZ '2026-11-20 23:30:00+00'", "UTC", 1)]
    [InlineData("TIMESTAMPTZ '2026-11-20 23:30:00+00'", "Europe/Amsterdam", 0)]
    [InlineData("TIMESTAMPTZ '2026-11-19 23:30:00+00'", "Europe/Amsterdam", 1)]
    [InlineData("'2026-11-20T10:00:00Z'", "UTC", 1)]
    [InlineData("'2026-11-20'", "UTC", 1)]
    [InlineData("'20.11.2026'", "UTC", 0)]
    [InlineData("NULL::DATE", "UTC", 0)]
    public async Task ARowBelongsToTheDayOfItsZone(string value, string zone, double rows)
    {
        var data = new QueryDataset("data", $"SELECT {value} AS t") { Calendar = new DatasetCalendar { DateColumn = "t", TimeZone = zone } };

        (await Some.ResultAsync(data, "num_rows()")).Value.ShouldBe(rows);
    }

    [Fact]
    public async Task RowsWithoutADayAreCountedInAWarning()
    {
        var data = new QueryDataset("data", Days) { Calendar = new DatasetCalendar { DateColumn = "DAY" } };

        var run = await Some.RunAsync(data, "num_rows() > 0");

        run.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("data: 1 row has no date in 'DAY', so no day counts it.");
    }

    [Fact]
    public async Task ADayWithoutRowsWarnsWithTheNewestDate()
    {
        var data = new QueryDataset("data", "SELECT DATE '2026-11-18' AS day, 1 AS c") { Calendar = new DatasetCalendar { DateColumn = "day" } };

        var run = await Some.RunAsync(data, "num_rows() == 0", "sum(c) > 0");

        run.Results.Select(result => result.Status).ShouldBe([AssertionStatus.Passed, AssertionStatus.Error]);
        run.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("data: no rows on 2026-11-20; the newest date is 2026-11-18.");
    }

    [Theory]
    [InlineData("SELECT 1 AS day", "the date column 'day' is INTEGER: it needs dates, timestamps or texts that begin with yyyy-MM-dd")]
    [InlineData("SELECT 1 AS dya", "data has no column 'day'; did you mean 'dya'?")]
    public async Task AnUnfitDateColumnIsAnErrorOfKindSchema(string query, string expected)
    {
        var result = await Some.ResultAsync(new QueryDataset("data", query) { Calendar = new DatasetCalendar { DateColumn = "day" } }, "num_rows()");

        (result.ErrorKind, result.Error).ShouldBe((ErrorKind.Schema, expected));
    }

    [Theory]
    [InlineData("num_rows()", 0.9, "passed")]
    [InlineData("num_rows(lag=1)", 0.9, "skipped")]
    [InlineData("day_over_day(num_rows())", 0.9, "skipped")]
    [InlineData("num_rows() + num_rows(lag=1)", 0.9, "skipped")]
    [InlineData("average_over(num_rows(), n=3, offset=0)", 0.9, "passed")]
    [InlineData("coalesce(num_rows(lag=1), 5)", 0, "passed")]
    public async Task ADayThatIsSkippedLeavesItsAssertionsUnavailable(string metric, double threshold, string expected)
    {
        var data = new QueryDataset("data", Days) { Calendar = new DatasetCalendar { DateColumn = "day", SkipDates = [new DateOnly(2026, 11, 19)] } };
        var suite = Some.Suite(metric) with { DataAvailability = threshold };

        var run = await new SuiteRunner(Some.Clock).RunAsync(suite, [data], ResultKey.For(Some.Date));

        run.Results[0].Status.ToString().ShouldBe(expected, StringCompareShould.IgnoreCase);
        run.Results[0].Reason.ShouldBe(expected == "skipped" ? SkipReason.Unavailable : null);
    }

    [Fact]
    public async Task FourteenDaysOfLagsAreOneStatement()
    {
        var data = new QueryDataset("data", "SELECT DATE '2026-11-20' - (range % 30)::INTEGER AS day, range AS c FROM range(3000)") { Calendar = new DatasetCalendar { DateColumn = "day" } };

        var run = await Some.RunAsync(data, [.. Enumerable.Range(0, 14).Select(lag => $"num_rows(lag={lag}) == 100")]);

        run.Status.ShouldBe(RunStatus.Passed);
        var plan = Planning.Planner.Plan(
            Some.Suite([.. Enumerable.Range(0, 14).Select(lag => $"num_rows(lag={lag}) == 100")]),
            new Planning.PlanningContext { Key = ResultKey.For(Some.Date), Today = Some.Date, Datasets = [data] });
        plan.Scans.ShouldHaveSingleItem().Symbols.Length.ShouldBe(14);
    }

    private static string Describe(AssertionResult result, SuiteRun run) => result.Status switch
    {
        AssertionStatus.Error => $"error:{result.Error}",
        AssertionStatus.Skipped => $"skipped:{run.Symbols[0].Error}",
        _ => result.Value?.ToString("R", System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };
}
