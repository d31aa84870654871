using System.Text.Json;

namespace Dqx.Extensions.Tests.Reports;

public sealed class TrendTests : ReportTest
{
    [Fact]
    public async Task EveryMetricIsReadOnceForTheDaysBeforeTheRun()
    {
        var history = StoredHistory.Before(ReportRuns.Date);

        await Write(ReportRuns.Sample, new { path = "report.html", trend_days = 7 }, history);

        history.Queries.Select(query => (query.Dataset, query.Metric)).Take(3).ShouldBe([("orders", "sum(revenue)"), ("customers", "null_count(email)"), (ReportRuns.Script, "custom_sql(\"" + ReportRuns.Script + "\", where=\"a = ', lag=1'\")")]);
        var query = history.Queries.First();
        (query.Suite, query.From, query.To).ShouldBe(("Orders quality", ReportRuns.Date.AddDays(-7), ReportRuns.Date));
        query.Tags.ShouldNotBeNull()["env"].ShouldBe("prod");
    }

    [Fact]
    public async Task TheRunsOwnValuesAreTheNewest()
    {
        var trend = (await Data(StoredHistory.Before(ReportRuns.Date))).GetProperty("trends")[0];

        var points = trend.GetProperty("points").EnumerateArray().ToList();
        points.Count.ShouldBe(21);
        points[^1].GetProperty("value").GetDouble().ShouldBe(1250.5);
        // The lagged symbol says what the day before was found to be by this run.
        points[^2].GetProperty("value").GetDouble().ShouldBe(4168.25);
        points.Single(point => !point.TryGetProperty("value", out _)).GetProperty("error").GetString().ShouldBe("no data for the day");
        trend.GetProperty("bounds").EnumerateArray().ShouldHaveSingleItem().GetProperty("value").GetDouble().ShouldBe(0);
    }

    [Theory]
    [InlineData(30, false, "none")]
    [InlineData(30, true, "read")]
    [InlineData(0, true, "off")]
    public async Task ThePageSaysWhetherThereIsAHistory(int days, bool has, string expected)
    {
        var history = StoredHistory.Before(ReportRuns.Date);

        (await Data(has ? history : null, days)).GetProperty("history").GetString().ShouldBe(expected);

        history.Queries.IsEmpty.ShouldBe(days == 0 || !has);
    }

    [Fact]
    public async Task AHistoryThatCannotBeReadIsToldAndTheReportIsWritten()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => Write(ReportRuns.Sample, new { path = "report.html" }, new BrokenHistory()));

        failure.Message.ShouldBe("the disk is gone");
        DataOf(await File.ReadAllTextAsync(In("report.html"))).GetProperty("history").GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task ATimeLimitEndsTheReading()
    {
        using var over = new CancellationTokenSource();
        await over.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Write(ReportRuns.Sample, new { path = "report.html" }, StoredHistory.Before(ReportRuns.Date), cancellationToken: over.Token));

        File.Exists(In("report.html")).ShouldBeFalse();
    }

    [Fact]
    public async Task NoMoreThanFiveHundredMetricsAreReadAndThoseOfProblemsFirst()
    {
        var history = StoredHistory.Before(ReportRuns.Date);

        await Write(ReportRuns.Large(600), new { path = "report.html" }, history);

        history.Queries.Count.ShouldBe(500);
        history.Queries.Take(66).Select(query => query.Metric).ShouldContain("sum(column_593)");
        history.Queries.ElementAt(66).Metric.ShouldBe("sum(column_0)");
        DataOf(await File.ReadAllTextAsync(In("report.html"))).GetProperty("trends_left_out").GetInt32().ShouldBe(100);
    }

    private async Task<JsonElement> Data(IMetricHistoryReader? history, int days = 30)
    {
        await Write(ReportRuns.Sample, new { path = "report.html", trend_days = days }, history);
        return DataOf(await File.ReadAllTextAsync(In("report.html")));
    }

    private static JsonElement DataOf(string page) => JsonDocument.Parse(page.Split("id=\"data\">")[1].Split("</script>")[0]).RootElement;

    private sealed class BrokenHistory : IMetricHistoryReader
    {
        public IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, CancellationToken cancellationToken) => throw new InvalidOperationException("the disk is gone");
    }
}
