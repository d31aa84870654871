using System.Text;
using System.Text.Json;
using Dqx.Extensions.Reports.Trends;

namespace Dqx.Extensions.Tests.Reports;

public sealed class FormatTests : ReportTest
{
    [Theory]
    [InlineData("junit", "xml")]
    [InlineData("markdown", "md")]
    [InlineData("github", "txt")]
    [InlineData("jsonl", "jsonl")]
    public async Task ARunIsWrittenAsReviewed(string kind, string extension) => await Snapshot.Verify(await Report(ReportRuns.Sample, kind), extension, row: kind);

    [Fact]
    public async Task ThePageHoldsWhatIsReviewed()
    {
        var page = await Report(ReportRuns.Sample, "html", StoredHistory.Before(ReportRuns.Date));

        var data = page.Split("id=\"data\">")[1].Split("</script>")[0];
        await Snapshot.Verify(data, "json");
        data.ShouldNotContain('<');
        page.Split("<style>")[0].ShouldNotContain("{{");
        page.ShouldContain("<title>Orders quality 2026-11-20</title>");
    }

    [Theory]
    [InlineData("html")]
    [InlineData("junit")]
    [InlineData("markdown")]
    [InlineData("github")]
    [InlineData("jsonl")]
    public async Task AReportIsTheSameWheneverItIsWritten(string kind) => (await Report(ReportRuns.Sample, kind)).ShouldBe(await Report(ReportRuns.Sample, kind));

    [Fact]
    public async Task EveryLineOfJsonStandsAlone()
    {
        var lines = (await Report(ReportRuns.Sample, "jsonl")).TrimEnd('\n').Split('\n');

        lines.Length.ShouldBe(ReportRuns.Sample.Results.Length);
        var change = JsonDocument.Parse(lines[1]).RootElement;
        change.GetProperty("run_id").GetGuid().ShouldBe(ReportRuns.Sample.RunId);
        change.GetProperty("key").GetProperty("date").GetString().ShouldBe("2026-11-20");
        change.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetProperty("metric").GetString()).ShouldBe(["sum(revenue)", "sum(revenue, lag=1)"]);
    }

    [Fact]
    public async Task AnnotationsBeyondWhatGithubShowsAreCounted()
    {
        var lines = (await Report(ReportRuns.Large(1000), "github")).TrimEnd('\n').Split('\n');

        lines.Count(line => line.StartsWith("::error ", StringComparison.Ordinal)).ShouldBe(10);
        lines.Count(line => line.StartsWith("::warning ", StringComparison.Ordinal)).ShouldBe(10);
        lines[^1].ShouldBe("::notice title=Orders quality 2026-11-20::890 of 1000 passed, 100 failed, 10 not evaluated, 0 skipped, 0 muted; 91 more, not shown here");
        lines.Length.ShouldBe(21);
    }

    [Fact]
    public async Task MarkdownStaysBelowWhatGithubTakes()
    {
        var markdown = await Report(ReportRuns.Large(20_000), "markdown");

        Encoding.UTF8.GetByteCount(markdown).ShouldBeInRange(800_000, 900_000);
        markdown.ShouldContain("❗ Orders quality: 2000 failures, 200 errors");
        markdown.ShouldContain("| 20000 | 17800 (89.0%) | 2000 | 200 | 0 | 0 |");
        markdown.ShouldEndWith(" more, not shown here\n\n</details>\n\n");
    }

    [Fact]
    public async Task ThousandsOfLongProblemsAreCountedToo()
    {
        var run = ReportRuns.Large(5000);
        run = run with { Results = [.. run.Results.Select(result => result with { Status = AssertionStatus.Failed, Expression = new string('ü', 3000) })] };

        var markdown = await Report(run, "markdown");

        Encoding.UTF8.GetByteCount(markdown).ShouldBeInRange(800_000, 900_000);
        markdown.ShouldContain(" more, not shown here\n");
    }

    [Theory]
    [InlineData("sum(revenue)", "sum(revenue)")]
    [InlineData("sum(revenue, lag=1)", "sum(revenue)")]
    [InlineData("num_rows(lag=7, dataset=orders)", "num_rows()")]
    [InlineData("""sum("a, lag=1", lag=2, where="b = \", lag=3\"", dates=all, dataset="x, y")""", """sum("a, lag=1", where="b = \", lag=3\"", dates=all)""")]
    [InlineData("""count_values(c, "lag=1", "\\", lag=1)""", """count_values(c, "lag=1", "\\")""")]
    [InlineData("odd", "odd")]
    public void AMetricIsAskedForAsTheHistoryKnowsIt(string metric, string stored) => StoredMetric.Of(metric).ShouldBe(stored);
}
