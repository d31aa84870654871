using System.Text.Json;
using System.Xml.Linq;
using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

/// <summary>The reports, as the built command brings them.</summary>
public sealed class ReportTests
{
    private const string Processors = """
        processors:
          page: { use: reports, path: "out/{suite}-{date}.html" }
          ci: { use: reports, path: out/junit.xml }
          summary: { use: reports, path: out/summary.md }
          annotations: { use: reports, kind: github, path: "-" }
          log: { use: reports, path: out/results.jsonl }

        """;

    [Fact]
    public async Task Every_kind_is_written_and_the_page_has_the_values_of_earlier_days()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4", "sum(amount) > 100", "sum(nothing) > 1"], Processors);

        foreach (var date in (string[])["2026-11-18", "2026-11-19", "2026-11-20"])
        {
            await workspace.RunAsync("run", "suite.yaml", "--date", date, "--data", "orders=orders.csv", "--history", "h.db");
        }

        var result = await workspace.RunAsync("run", "suite.yaml", "--date", "2026-11-20", "--data", "orders=orders.csv", "--history", "h.db", "--output", "json");

        var run = RunDocument.Read(result.ShouldEndWith(1).Output);
        run.Processors.Where(report => report.Use == "reports").ShouldAllBe(report => report.Status == ProcessorStatus.Succeeded);
        var page = await File.ReadAllTextAsync(workspace["out/Orders-2026-11-20.html"]);
        using var data = JsonDocument.Parse(page.Split("id=\"data\">")[1].Split("</script>")[0]);
        data.RootElement.GetProperty("run").GetProperty("run_id").GetGuid().ShouldBe(run.RunId);
        data.RootElement.GetProperty("history").GetString().ShouldBe("read");
        var trend = data.RootElement.GetProperty("trends").EnumerateArray().First();
        trend.GetProperty("metric").GetString().ShouldBe("num_rows()");
        trend.GetProperty("points").EnumerateArray().Select(point => (point.GetProperty("date").GetString(), point.GetProperty("value").GetDouble()))
            .ShouldBe([("2026-11-18", 4), ("2026-11-19", 4), ("2026-11-20", 4)]);
        XDocument.Load(workspace["out/junit.xml"]).Descendants("testcase").Count().ShouldBe(3);
        (await File.ReadAllTextAsync(workspace["out/summary.md"])).ShouldStartWith("## ❗ Orders: 1 failure, 1 error");
        result.Error.ShouldContain("::error title=P1 failed%3A orders / sum(amount) > 100::");
        (await File.ReadAllLinesAsync(workspace["out/results.jsonl"])).Length.ShouldBe(12);
    }

    [Fact]
    public async Task A_report_of_the_command_line_needs_no_processor_in_the_suite()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"]);

        var result = await workspace.RunAsync("run", "suite.yaml", "--report", "html=report.html", "--report", "github=-");

        result.ShouldEndWith(0);
        (await File.ReadAllTextAsync(workspace["report.html"])).ShouldStartWith("<!DOCTYPE html>");
        result.Error.ShouldContain("::notice title=Orders ");
        Directory.Exists(workspace["-"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_told_with_its_path_and_what_to_do()
    {
        using var workspace = new Workspace().With("out", "a file").WithSuite(["num_rows() == 4"], "processors:\n  reports: { path: out/report.html }\n");

        var run = RunDocument.Read((await workspace.RunAsync("run", "suite.yaml", "--output", "json")).ShouldEndWith(0).Output);
        var report = run.Processors.Single(report => report.Name == "reports");
        report.Status.ShouldBe(ProcessorStatus.Failed);
        report.Diagnostic.ShouldBe("DQX6501");
        report.Error.ShouldNotBeNull().ShouldContain($"{workspace["out/report.html"]} cannot be written");

        (await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--report", "junit=out/report.xml")).ShouldEndWith(4);
    }
}
