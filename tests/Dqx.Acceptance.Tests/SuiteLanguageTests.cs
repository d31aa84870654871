using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

/// <summary>What a suite says, seen through whole runs of the built program.</summary>
public sealed class SuiteLanguageTests
{
    private const string Repeated = """
        suite: Repeated
        datasets:
          a: { path: a.csv, date_column: day, settled_after: 3d }
          b: { path: b.csv }
        checks:
          - name: C
            for_each: { dataset: [a, b] }
            tags: [of_$dataset]
            assertions:
              - name: only others
                expect: num_rows(where="region <> '$dataset'") == 1
              - name: steady $dataset
                expect: day_over_day(num_rows(dataset=$dataset)) < 1
                tags: [only_$dataset]
              - name: large
                expect: num_rows() > 100
        profiles:
          - name: P
            rules:
              - { check: C, assertion: large, expect: num_rows(dataset=$dataset) > 1 }
              - { check: C, assertion: steady $dataset, severity: P3 }
              - { tag: only_b, severity: P2 }
        """;

    [Fact]
    public async Task Whatever_is_said_of_a_repeated_check_names_its_dataset()
    {
        using var workspace = Data().With("suite.yaml", Repeated);
        (await workspace.RunAsync("validate", "suite.yaml")).ShouldEndWith(0).Output.ShouldNotContain("warning");

        var run = RunDocument.Read((await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--output", "json")).ShouldEndWith(0).Output);

        run.Results.Select(result => (result.Check, result.Assertion, result.Severity, result.Status, Tags: string.Join(' ', result.Tags))).ShouldBe([
            ("C [a]", "only others", Severity.P1, AssertionStatus.Passed, "of_a"),
            ("C [a]", "steady a", Severity.P3, AssertionStatus.Passed, "of_a only_a"),
            ("C [a]", "large", Severity.P1, AssertionStatus.Passed, "of_a"),
            ("C [b]", "only others", Severity.P1, AssertionStatus.Passed, "of_b"),
            ("C [b]", "steady b", Severity.P2, AssertionStatus.Skipped, "of_b only_b"),
            ("C [b]", "large", Severity.P1, AssertionStatus.Passed, "of_b"),
        ]);
        (await workspace.RunAsync("validate", "suite.yaml", "--offline")).ShouldEndWith(0);
        var wrong = workspace.With("suite.yaml", Repeated.Replace("num_rows(dataset=$dataset) > 1", "num_rows(dataset=$dateset) > 1", StringComparison.Ordinal));
        (await wrong.RunAsync("validate", "suite.yaml")).ShouldEndWith(2).Output.ShouldContain("suite.yaml:20:");
    }

    [Fact]
    public async Task A_skipped_change_names_the_part_that_is_not_stored()
    {
        using var workspace = Data().With("suite.yaml", Repeated);

        var page = await workspace.RunAsync("run", "suite.yaml", "--no-processors");

        page.ShouldEndWith(0).Output.ShouldContain($"day_over_day(num_rows(dataset=b)): num_rows(lag=1, dataset=b): no stored value yet for {DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}");
    }

    [Fact]
    public async Task The_plan_leaves_out_settled_days_that_are_stored()
    {
        using var workspace = Data().With("suite.yaml", "suite: Days\ndatasets: { a: { path: a.csv, date_column: day, settled_after: 3d } }\nchecks:\n  - name: C\n    assertions: [\"average_over(num_rows(), n=6) == 2\"]\n");
        var settled = $"num_rows(lag=4)  {DateTime.UtcNow.AddDays(-4):yyyy-MM-dd}";
        Stored((await workspace.RunAsync("explain", "suite.yaml")).ShouldEndWith(0).Output).ShouldBeEmpty();
        File.Exists(workspace[".dqx/history.db"]).ShouldBeFalse();
        (await workspace.RunAsync("run", "suite.yaml", "--no-processors")).ShouldEndWith(0);

        Stored((await workspace.RunAsync("explain", "suite.yaml")).ShouldEndWith(0).Output).ShouldContain(settled);

        Stored((await workspace.RunAsync("explain", "suite.yaml", "--no-history")).ShouldEndWith(0).Output).ShouldBeEmpty();
        Stored((await workspace.RunAsync("explain", "suite.yaml", "--key", "env=prod")).ShouldEndWith(0).Output).ShouldBeEmpty();
    }

    [Fact]
    public async Task Values_of_other_rows_are_not_shown_as_one_series()
    {
        using var workspace = Data().With("suite.yaml", Repeated);
        await workspace.RunAsync("run", "suite.yaml", "--no-processors");
        workspace.With("suite.yaml", Repeated.Replace("a.csv, date_column: day,", "a.csv, date_column: day, where: \"region <> 'a'\",", StringComparison.Ordinal));
        await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--only", "C [a]");

        var shown = (await workspace.RunAsync("history", "show", "num_rows(dataset=a)", "suite.yaml", "--dataset", "a")).ShouldEndWith(0).Output;

        shown.ShouldContain("Since where, query, date_column or timezone of the dataset were changed");
        shown.ShouldContain($"{DateTime.UtcNow:yyyy-MM-dd}  1  #");
        shown.ShouldNotContain("  2  #");
    }

    [Fact]
    public async Task Several_runs_end_with_a_line_about_all_of_them()
    {
        using var workspace = Data().With("suites/one.yaml", Repeated.Replace("path: ", "path: ../", StringComparison.Ordinal))
            .With("suites/two.yaml", "suite: Two\ndatasets: { b: { path: ../b.csv } }\nchecks:\n  - name: C\n    assertions: [num_rows() == 3]\n");

        (await workspace.RunAsync("run", "suites", "--no-processors", "--quiet")).ShouldEndWith(1).Output.ShouldEndWith("\n\n2 runs: 1 passed, 1 failed (exit code 1)\n");
        var lines = await workspace.RunAsync("run", "suites", "--no-processors", "--output", "jsonl");
        lines.Error.ShouldEndWith("2 runs: 1 passed, 1 failed (exit code 1)\n");
        lines.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        (await workspace.RunAsync("run", "suites/two.yaml", "--no-processors", "--quiet")).ShouldEndWith(1).Output.ShouldNotContain("runs:");
    }

    [Fact]
    public async Task A_history_of_an_unknown_kind_is_found_by_validation()
    {
        using var workspace = Data().With("suite.yaml", Repeated + "\nhistory: mongodb://dqx@localhost/dqx\n");

        (await workspace.RunAsync("validate", "suite.yaml", "--offline")).ShouldEndWith(2).Output.ShouldContain("suite.yaml:23:10: error DQX1013");
        (await workspace.RunAsync("explain", "suite.yaml")).ShouldEndWith(2).Error.ShouldContain("DQX1013");
    }

    [Fact]
    public async Task What_is_wrong_with_a_source_hides_no_other_finding()
    {
        using var workspace = Data().With("suite.yaml", Repeated.Replace("{ path: b.csv }", "{ source: postgrs, table: '${NO_SUCH_TABLE}' }", StringComparison.Ordinal)
            + "\nprocessors:\n  db_writre: {}\n");

        var told = (await workspace.RunAsync("validate", "suite.yaml")).ShouldEndWith(2).Output;

        foreach (var id in new[] { "warning DQX1110", "error DQX1117", "error DQX2112" })
        {
            told.ShouldContain(id);
        }
    }

    /// <summary>A row of the region a and one of the region b on each of the last seven days; and both once, without a day.</summary>
    private static Workspace Data()
        => new Workspace()
            .With("a.csv", "day,region\n" + string.Concat(Enumerable.Range(0, 7).Select(back => $"{DateTime.UtcNow.AddDays(-back):yyyy-MM-dd},a\n{DateTime.UtcNow.AddDays(-back):yyyy-MM-dd},c\n")))
            .With("b.csv", "region\nb\nc\n");

    private static string Stored(string page) => page.IndexOf("From the history", StringComparison.Ordinal) is >= 0 and var at ? page[at..] : "";
}
