using Dqx.Acceptance.Tests.Support;

namespace Dqx.Acceptance.Tests;

/// <summary><c>dqx run --dry-run</c>: who would be handed the run, and why; nobody is, and nothing is written.</summary>
public sealed class DryRunTests
{
    // Port 9 discards, and nothing listens there: whoever calls fails.
    private const string Processors = """
        processors:
          mail:
            use: email_alerts
            to_emails: [a@example.com]
            smtp_port: 9
          store:
            use: db_writer
            database_url: sqlite:results.db
            when: errors > 0
          everything:
            use: db_writer
            database_url: sqlite:all.db
        """;

    [Fact]
    public async Task It_says_who_would_be_told_and_why_and_writes_nothing()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() > 100"], Processors);

        var result = (await workspace.RunAsync("run", "suite.yaml", "--dry-run", "--output", "json")).ShouldEndWith(1);

        var run = RunDocument.Read(result.Output);
        run.Processors.Where(processor => processor.Diagnostic is null).Select(processor => (processor.Name, processor.Status, processor.Error)).ShouldBe(
        [
            ("mail", ProcessorStatus.Skipped, "dry run: it would be handed this run, as a failure (1 new, 0 recovered)"),
            ("everything", ProcessorStatus.Skipped, "dry run: it would be handed this run, as it gets every run"),
            ("store", ProcessorStatus.Skipped, "dry run: it would not be handed this run: 'errors > 0' does not hold"),
        ], ignoreOrder: true);
        run.Exit!.Code.ShouldBe(1);
        Directory.EnumerateFileSystemEntries(workspace.Folder).Select(Path.GetFileName).ShouldBe(["orders.csv", "suite.yaml"], ignoreOrder: true);
    }

    [Fact]
    public async Task It_counts_what_is_left_from_earlier_runs()
    {
        using var workspace = new Workspace().With("results.db", "a file, not a folder").WithSuite(["num_rows() > 0"], "processors:\n  db_writer:\n    database_url: sqlite:results.db/x.db\n    retries: 0\n");
        await workspace.RunAsync("run", "suite.yaml");
        var before = (await workspace.RunAsync("deliveries", "list", "suite.yaml")).Output;

        (await workspace.RunAsync("run", "suite.yaml", "--dry-run")).ShouldEndWith(0).Output.ShouldContain("as it gets every run; before it, the run that is left for it");

        (await workspace.RunAsync("deliveries", "list", "suite.yaml")).Output.ShouldBe(before);
        await workspace.RunAsync("run", "suite.yaml");
        (await workspace.RunAsync("run", "suite.yaml", "--dry-run")).ShouldEndWith(0).Output.ShouldContain("before it, the 2 runs that are left for it");
    }

    [Fact]
    public async Task What_is_wrong_with_the_configuration_is_still_refused()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() > 0"], "processors:\n  db_wrter: {}\n  mail:\n    use: email_alerts\n");

        var result = (await workspace.RunAsync("run", "suite.yaml", "--dry-run")).ShouldEndWith(2);

        result.Error.ShouldContain("db_writer");
        result.Error.ShouldContain("to_emails");
    }
}
