using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("run suite.yaml --kye env=prod", "Unknown option '--kye'; did you mean '--key'?")]
    [InlineData("rnu suite.yaml", "Unknown command 'rnu'; did you mean 'run'?")]
    [InlineData("suite.yaml", "to run that suite: dqx run suite.yaml")]
    [InlineData("", "A command is missing")]
    [InlineData("run", "SUITE is missing")]
    [InlineData("run suite.yaml --key", "'--key' wants a value: --key NAME=VALUE")]
    [InlineData("run suite.yaml --key --quiet", "'--key' wants a value")]
    [InlineData("run suite.yaml --key env", "--key env: write NAME=VALUE")]
    [InlineData("run suite.yaml --key a=1 --key a=2", "--key gives 'a' twice")]
    [InlineData("run suite.yaml --quiet=yes", "'--quiet' takes no value")]
    [InlineData("run suite.yaml --quiet --verbose", "contradict each other")]
    [InlineData("run suite.yaml --no-processors --processors a", "contradict each other")]
    [InlineData("run suite.yaml --date 2026-13-01", "--date 2026-13-01: not a date")]
    [InlineData("run suite.yaml --date today --date yesterday", "'--date' is given more than once")]
    [InlineData("run suite.yaml --from 2026-01-01", "--to is missing")]
    [InlineData("run suite.yaml --to 2026-01-01", "--from is missing")]
    [InlineData("run suite.yaml --from 2026-01-02 --to 2026-01-01", "exchange them")]
    [InlineData("run suite.yaml --from 0202-01-02 --to 2026-01-01", "Is a year mistyped?")]
    [InlineData("run suite.yaml --from today --to 9999-12-31", "mistyped")]
    [InlineData("run suite.yaml --from yesterday --to 2027-01-01", "still to come")]
    [InlineData("run suite.yaml --from yesterday --to tomorrow", "--to tomorrow: not a date")]
    [InlineData("run suite.yaml --from yesterday --to today --date today", "contradict each other")]
    [InlineData("run suite.yaml --from yesterday --to today --output json", "there are 2 runs; use --output jsonl")]
    [InlineData("run suite.yaml --history h.db --no-history", "contradict each other")]
    [InlineData("run suite.yaml --history-readonly --no-history", "contradict each other")]
    [InlineData("run suite.yaml --history mongodb://me:secret@host/db", "The history mongodb://host/db is of the kind 'mongodb', which no extension in the catalogs brings; they bring postgres, postgresql.")]
    [InlineData("history show", "METRIC is missing")]
    [InlineData("history list suite.yaml --dataset", "wants a value")]
    [InlineData("history show num_rows() --output jsonl", "--output jsonl: unknown")]
    [InlineData("history show num_rows()", "there is no history")]
    [InlineData("history lits", "did you mean 'list'?")]
    [InlineData("run suite.yaml --output xml", "known: table, json, jsonl")]
    [InlineData("run suite.yaml --fail-on P4", "--fail-on P4: unknown; did you mean")]
    [InlineData("run suit.yaml", "there is no such file, folder or suite of an extension; did you mean 'suite.yaml'?")]
    [InlineData("run empty", "holds no *.yaml or *.yml file")]
    [InlineData("run suite.yaml other.yaml --output json", "use --output jsonl")]
    [InlineData("run suite.yaml --only ordres", "no check has that name; did you mean 'orders'?")]
    [InlineData("run suite.yaml --only tag=x", "no check or assertion has that tag")]
    [InlineData("run suite.yaml --set nothing.at=1", "--set nothing.at: A suite file has no key 'nothing'")]
    [InlineData("run suite.yaml --data order=x.csv", "did you mean 'orders'?")]
    [InlineData("run suite.yaml --processors nobody", "nobody")]
    [InlineData("run suite.yaml --extensions nowhere", "does not exist")]
    [InlineData("validate suite.yaml --ofline", "did you mean '--offline'?")]
    [InlineData("extensions lits", "did you mean 'list'?")]
    public async Task What_is_written_wrong_runs_nothing_and_says_what_is_meant(string line, string message)
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"]);
        workspace.WithSuite(["num_rows() == 4"], name: "other.yaml");
        Directory.CreateDirectory(workspace["empty"]);

        var result = await workspace.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        result.ShouldEndWith(2);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldContain(message);
        result.Error.ShouldMatch("error DQX[12][0-9]{3}: ");
    }

    [Fact]
    public async Task A_double_dash_ends_the_options()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() == 4"], name: "--odd.yaml");

        (await workspace.RunAsync("run", "--no-processors", "--", "--odd.yaml")).ShouldEndWith(0);
    }
}
