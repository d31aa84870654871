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
        using var workspace = new Workspace()
            .With("orders.csv", "day,amount\n2026-11-18,10\n2026-11-19,20\n2026-11-19,30\n2026-11-20,5\n")
            .With("suite.yaml", $"suite: Orders\ndatasets:\n  orders:\n    path: orders.csv\n    date_column: day\nchecks:\n  - name: orders\n    assertions: [num_rows() > 0, sum(amount) > 100, sum(nothing) > 1]\n{Processors}");
        await workspace.RunAsync("run", "suite.yaml", "--date", "2026-11-18");
        await workspace.RunAsync("run", "suite.yaml", "--date", "2026-11-19");

        var result = await workspace.RunAsync("run", "suite.yaml", "--date", "2026-11-20", "--output", "json");

        var run = RunDocument.Read(result.ShouldEndWith(1).Output);
        run.Processors.Where(report => report.Use == "reports").ShouldAllBe(report => report.Status == ProcessorStatus.Succeeded);
        var page = await File.ReadAllTextAsync(workspace["out/Orders-2026-11-20.html"]);
        using var data = JsonDocument.Parse(page.Split("id=\"data\">")[1].Split("</script>")[0]);
        data.RootElement.GetProperty("run").GetProperty("run_id").GetGuid().ShouldBe(run.RunId);
        data.RootElement.GetProperty("history").GetString().ShouldBe("read");
        var trend = data.RootElement.GetProperty("trends").EnumerateArray().Single(trend => trend.GetProperty("metric").GetString() == "num_rows()");
        trend.GetProperty("points").EnumerateArray().Select(point => (point.GetProperty("date").GetString(), point.GetProperty("value").GetDouble()))
            .ShouldBe([("2026-11-18", 1), ("2026-11-19", 2), ("2026-11-20", 1)]);
        XDocument.Load(workspace["out/junit.xml"]).Descendants("testcase").Count().ShouldBe(3);
        (await File.ReadAllTextAsync(workspace["out/summary.md"])).ShouldStartWith("## ❗ Orders: 1 failure, 1 error");
        result.Error.ShouldContain("::error title=P1 failed%3A orders / sum(amount) > 100::");
        (await File.ReadAllLinesAsync(workspace["out/results.jsonl"])).Length.ShouldBe(9);
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
        report.Error.ShouldNotBeNull().ShouldContain($"{workspace["out/report.html"]} cannot be written: {workspace["out"]} is a file, not a folder; give another path.");

        (await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--report", "junit=out/report.xml")).ShouldEndWith(4);
        (await workspace.RunAsync("deliveries", "list", "suite.yaml")).ShouldEndWith(0).Output.ShouldNotContain("report_junit");
    }
}
