using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

public sealed class RunPageTests
{
    private static readonly string[] s_assertions =
    [
        "num_rows() == 4",
        "average(amount) between 10 and 20",
        "unique_count(city) / num_rows() > 0.8",
        "sum(amuont) > 1",
        "sum(amount) / sum(amount, lag=1) between 0.9 and 1.1",
    ];

    [Theory]
    [InlineData("normal")]
    [InlineData("quiet", "--quiet")]
    [InlineData("verbose", "--verbose", "--no-processors")]
    public async Task A_page_shows_the_assertions_and_how_the_run_ended(string row, params string[] options)
    {
        using var workspace = new Workspace().WithSuite(s_assertions, "processors:\n  db_writer:\n    database_url: sqlite:results.db\n");

        var result = await workspace.RunAsync(["run", "suite.yaml", "--date", "2026-01-02", "--no-history", "--key", "env=test", "--label", "by=me", .. options]);

        result.ShouldEndWith(1);
        await Snapshot.Verify(result.Transcript(), row: row, scrub: [(workspace.Folder, "{Folder}")]);
    }

    [Fact]
    public async Task A_long_line_is_not_broken_where_nobody_watches()
    {
        var name = string.Join(' ', Enumerable.Repeat("a rather long name", 12));
        using var workspace = new Workspace().With("orders.csv", Workspace.Orders).With(
            "suite.yaml",
            $"version: 1\nsuite: Orders\ndatasets:\n  orders:\n    path: orders.csv\nchecks:\n  - name: c\n    assertions:\n      - name: {name}\n        expect: num_rows() == 5\n");

        var result = await workspace.RunAsync("run", "suite.yaml", "--no-processors");

        result.ShouldEndWith(1).Output.Split('\n').ShouldContain(line => line.Contains(name, StringComparison.Ordinal) && line.EndsWith("4  == 5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tolerance_in_per_cent_is_shown_without_the_digits_that_multiplying_makes()
    {
        // 7 % of 3 is 0.21000000000000002 to a computer.
        using var workspace = new Workspace().WithSuite(["num_rows() == 3 tol 7%"]);

        var result = await workspace.RunAsync("run", "suite.yaml", "--no-processors");

        result.ShouldEndWith(1).Output.ShouldContain("4  == 3 ± 0.21\n");
    }

    [Fact]
    public async Task Names_cannot_steer_the_terminal()
    {
        using var workspace = new Workspace().With("orders.csv", Workspace.Orders).With(
            "suite.yaml",
            """
            version: 1
            suite: "Red \e[31m and [bold]markup[/] \u202Ereversed"
            datasets:
              orders:
                path: orders.csv
            checks:
              - name: "check\r\u0007 [red]"
                assertions:
                  - name: "erase \e[2J [/]"
                    expect: num_rows() == 5
                  - name: error
                    expect: sum("\e]0;title\a") > 1
            """);

        var result = await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--key", "k=\u001b[5m");

        result.ShouldEndWith(1);
        (result.Output + result.Error).Where(character => char.IsControl(character) && character != '\n').ShouldBeEmpty();
        result.Output.ShouldNotContain('\u202E');
        result.Output.ShouldContain("[bold]markup[/]");
        result.Output.ShouldContain(@"erase \u{1b}[2J [/]");
    }

    [Fact]
    public async Task Several_suites_follow_each_other_and_the_worst_code_counts()
    {
        using var workspace = new Workspace()
            .WithSuite(["num_rows() == 4"], name: "suites/a.yaml")
            .WithSuite(["sum(nothing) == 4"], name: "suites/b.yaml")
            .WithSuite(["num_rows() == 5"], name: "suites/c.yml")
            .With("suites/notes.txt", "no suite");
        File.Copy(workspace["orders.csv"], workspace["suites/orders.csv"]);

        var result = await workspace.RunAsync("run", "suites", "--no-processors", "--quiet");

        result.ShouldEndWith(1).Output.Split('\n').Count(line => line.StartsWith("Result", StringComparison.Ordinal)).ShouldBe(3);
    }
}
