using Dqx.Acceptance.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Dqx.Acceptance.Tests;

/// <summary>Runs of the built command, and processors that do not take them.</summary>
public sealed class DeliveryTests
{
    private const string Nowhere = "processors:\n  db_writer:\n    database_url: sqlite:results.db/x.db\n    retries: 0\n";
    private const string Somewhere = "processors:\n  db_writer:\n    database_url: sqlite:fine.db\n    retries: 0\n";

    [Fact]
    public async Task What_failed_is_finished_by_retry_and_listed()
    {
        using var workspace = new Workspace().With("results.db", "a file, not a folder").WithSuite(["num_rows() > 0"], Nowhere);
        (await workspace.RunAsync("run", "suite.yaml", "--date", "2026-01-02", "--no-history")).ShouldEndWith(0);
        (await workspace.RunAsync("deliveries", "list", "suite.yaml", "--pending")).ShouldEndWith(0).Output.ShouldContain("2026-01-02  db_writer  pending");
        (await workspace.RunAsync("deliveries", "retry", "suite.yaml")).ShouldEndWith(4).Output.ShouldContain("0 of 1 deliveries made or given up, 1 due still");

        workspace.WithSuite(["num_rows() > 0"], Somewhere);
        (await workspace.RunAsync("deliveries", "retry", "suite.yaml")).ShouldEndWith(0).Output.ShouldContain("1 of 1 deliveries made or given up, 0 due still");

        (await workspace.RunAsync("deliveries", "list", "suite.yaml")).ShouldEndWith(0).Output.ShouldContain("2026-01-02  db_writer  sent");
        RunsOf(workspace).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_next_run_brings_what_is_due_before_its_own()
    {
        using var workspace = new Workspace().With("results.db", "a file, not a folder").WithSuite(["num_rows() > 0"], Nowhere);
        await workspace.RunAsync("run", "suite.yaml", "--date", "2026-01-01", "--no-history");
        await workspace.RunAsync("run", "suite.yaml", "--date", "2026-01-02", "--no-history");

        workspace.WithSuite(["num_rows() > 0"], Somewhere);
        (await workspace.RunAsync("run", "suite.yaml", "--date", "2026-01-03", "--no-history")).ShouldEndWith(0);

        RunsOf(workspace).Select(run => run.Date).ShouldBe(["2026-01-01", "2026-01-02", "2026-01-03"]);
    }

    [Fact]
    public async Task What_is_dropped_is_not_due_any_more()
    {
        using var workspace = new Workspace().With("results.db", "a file, not a folder").WithSuite(["num_rows() > 0"], Nowhere);
        await workspace.RunAsync("run", "suite.yaml");

        (await workspace.RunAsync("deliveries", "drop", "suite.yaml")).ShouldEndWith(2).Error.ShouldContain("DQX1051");
        (await workspace.RunAsync("deliveries", "drop", "suite.yaml", "--processors", "other")).ShouldEndWith(0).Output.ShouldContain("0 deliveries given up");
        (await workspace.RunAsync("deliveries", "drop", "suite.yaml", "--all")).ShouldEndWith(0).Output.ShouldContain("1 delivery given up");
        (await workspace.RunAsync("deliveries", "retry", "suite.yaml")).ShouldEndWith(0);
    }

    [Fact]
    public async Task Without_state_nothing_is_written_and_notify_is_refused()
    {
        using var workspace = new Workspace().WithSuite(["num_rows() > 0"], Somewhere);
        (await workspace.RunAsync("run", "suite.yaml", "--no-state")).ShouldEndWith(0);
        Directory.Exists(workspace[".dqx"]).ShouldBeFalse();
        RunsOf(workspace).ShouldHaveSingleItem();

        workspace.WithSuite(["num_rows() > 0"], Somewhere + "    notify: status_change\n");
        (await workspace.RunAsync("run", "suite.yaml", "--no-state")).ShouldEndWith(2).Error.ShouldContain("DQX1050");
    }

    [Theory]
    [InlineData("when: failed > 0", "'failed > 0' does not hold")]
    [InlineData("notify: status_change", "nothing is wrong, as before")]
    public async Task A_processor_that_is_not_told_says_why(string setting, string reason)
    {
        using var workspace = new Workspace().WithSuite(["num_rows() > 0"], $"{Somewhere}    {setting}\n");

        var document = RunDocument.Read((await workspace.RunAsync("run", "suite.yaml", "--output", "json")).ShouldEndWith(0).Output);

        var report = document.Processors.Single(report => report.Name == "db_writer");
        (report.Status, report.Error).ShouldBe((ProcessorStatus.Skipped, reason));
        File.Exists(workspace["fine.db"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("when: failed >", "DQX1260")]
    [InlineData("when: []", "DQX1109")]
    [InlineData("notify: sometimes", "one of every, status_change, daily")]
    [InlineData("retries: -1", "a whole number from 0 to 100")]
    [InlineData("expire: never", "a number of seconds")]
    public async Task A_wrong_rule_is_told_with_its_place(string setting, string told)
    {
        using var workspace = new Workspace().WithSuite(["num_rows() > 0"], $"processors:\n  db_writer:\n    database_url: sqlite:fine.db\n    {setting}\n");

        var refused = (await workspace.RunAsync("run", "suite.yaml")).ShouldEndWith(2);

        refused.Error.ShouldContain(told);
        refused.Error.ShouldContain("suite.yaml:");
    }

    [Fact]
    public async Task A_killed_process_leaves_no_run_that_reaches_nobody()
    {
        using var workspace = new Workspace().WithSuite(Enumerable.Range(0, 300).Select(i => FormattableString.Invariant($"num_rows() > -{i + 1}")), Somewhere);
        (await workspace.RunAsync("run", "suite.yaml", "--quiet")).ShouldEndWith(0);
        var random = new Random(5);
        for (var i = 0; i < 15; i++)
        {
            using var process = DqxCommand.Start(workspace.Folder, environment: null, "run", "suite.yaml", "--quiet");
            await Task.Delay(random.Next(1200));
            process.Kill();
            await DqxCommand.EndAsync(process);
        }

        (await workspace.RunAsync("deliveries", "retry", "suite.yaml")).ShouldEndWith(0);

        var kept = Read(workspace[".dqx/deliveries.db"], "SELECT r.run_id, d.status FROM runs AS r JOIN deliveries AS d ON d.run = r.id ORDER BY 1");
        kept.Select(row => row.Date).ShouldAllBe(status => status == "sent");
        RunsOf(workspace).Select(run => run.RunId).Order(StringComparer.Ordinal).ShouldBe(kept.Select(row => row.RunId));
    }

    private static List<(string RunId, string Date)> RunsOf(Workspace workspace) => Read(workspace["fine.db"], "SELECT run_id, date FROM dqx_runs ORDER BY started_at");

    private static List<(string RunId, string Date)> Read(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string)>();
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }

        return rows;
    }
}
