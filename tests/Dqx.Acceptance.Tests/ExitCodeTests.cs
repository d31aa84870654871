using System.Diagnostics;
using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

public sealed class ExitCodeTests
{
    private const string Unwritable = "processors:\n  db_writer:\n    database_url: sqlite:results.db\n    on_error: fail\n";

    private static readonly string s_noDatabase = new('x', 5000);

    [Theory]
    [InlineData(0, "num_rows() == 4")]
    [InlineData(1, "num_rows() == 5")]
    [InlineData(3, "sum(nothing) > 1")]
    [InlineData(3, "sum(amount, lag=1) > 1")]
    [InlineData(1, "num_rows() == 5", "sum(nothing) > 1")]
    [InlineData(3, "num_rows() == 4", "sum(nothing) > 1")]
    [InlineData(0, "num_rows() == 4", "sum(amount, lag=1) > 1")]
    public async Task The_code_tells_what_the_data_is_like(int code, params string[] assertions)
    {
        using var workspace = new Workspace().WithSuite(assertions);

        (await workspace.RunAsync("run", "suite.yaml", "--no-processors")).ShouldEndWith(code);
    }

    [Theory]
    [InlineData(4, "num_rows() == 4")]
    [InlineData(1, "num_rows() == 5")]
    [InlineData(3, "sum(nothing) > 1")]
    public async Task A_processor_that_must_not_fail_counts_after_the_data(int code, string assertion)
    {
        using var workspace = new Workspace().WithSuite([assertion], Unwritable).With("results.db", s_noDatabase);

        var result = await workspace.RunAsync("run", "suite.yaml");

        result.ShouldEndWith(code).Output.ShouldMatch("error DQX[0-9]+: processor 'db_writer' failed");
    }

    [Theory]
    [InlineData("degrade", true)]
    [InlineData("ignore", false)]
    public async Task A_processor_that_may_fail_leaves_the_verdict_alone(string policy, bool warns)
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], Unwritable.Replace("fail", policy, StringComparison.Ordinal)).With("results.db", s_noDatabase);

        var result = await workspace.RunAsync("run", "suite.yaml");

        result.ShouldEndWith(0).Output.Contains("warning DQX", StringComparison.Ordinal).ShouldBe(warns);
    }

    [Theory]
    [InlineData("P1", 0)]
    [InlineData("P2", 1)]
    public async Task Failures_below_the_bar_do_not_count(string bar, int code)
    {
        using var workspace = new Workspace().With("orders.csv", Workspace.Orders).With(
            "suite.yaml",
            "version: 1\nsuite: Orders\ndatasets:\n  orders:\n    path: orders.csv\nchecks:\n  - name: c\n    assertions:\n      - name: low\n        severity: P2\n        expect: num_rows() == 5\n");

        (await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--fail-on", bar)).ShouldEndWith(code);
    }

    [Fact]
    public async Task A_missing_column_is_one_assertions_error_and_the_others_are_evaluated()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4", "sum(amuont) > 1", "sum(amount) > 1"]);

        var run = RunDocument.Read((await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--output", "json")).ShouldEndWith(3).Output);

        run.Results.Select(result => result.Status).ShouldBe([AssertionStatus.Passed, AssertionStatus.Error, AssertionStatus.Passed]);
        run.Results[1].ErrorKind.ShouldBe(ErrorKind.Schema);
        run.Results[1].Error.ShouldNotBeNull().ShouldContain("did you mean 'amount'?");
        run.Exit.ShouldNotBeNull().Reasons.ShouldBe(["error"]);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    public async Task Results_that_cannot_be_printed_are_no_success(string form)
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"]);

        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"'{DqxCommand.Executable}' run suite.yaml --no-processors --output {form} > /dev/full"])
        {
            WorkingDirectory = workspace.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("There is no sh.");

        (await DqxCommand.EndAsync(shell)).ShouldEndWith(70).Error.ShouldStartWith("error DQX1010: ");
    }

    [Fact]
    public async Task A_missing_file_is_an_error_of_the_data()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"]);

        var run = RunDocument.Read((await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--output", "json", "--data", "orders=gone.csv")).ShouldEndWith(3).Output);

        run.Results[0].ErrorKind.ShouldBe(ErrorKind.Data);
        run.Results[0].Error.ShouldNotBeNull().ShouldContain("gone.csv");
    }
}
