using System.Globalization;
using Dqx.Acceptance.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Dqx.Acceptance.Tests;

/// <summary>What <c>dqx run</c> does with days and with its history.</summary>
public sealed class HistoryRunTests
{
    private const string Snapshot = "suite: Stock\ndatasets: { stock: { path: stock.csv } }\nchecks: [ { name: C, assertions: [num_rows() == 2, 'num_rows() - num_rows(lag=1) == 1'] } ]\n";

    private const string Days = "suite: Days\ndatasets: { days: { path: days.csv, date_column: day } }\nchecks: [ { name: C, assertions: ['sum(c) > sum(c, lag=1)'] } ]\n";

    private static readonly DateOnly s_today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task The_next_day_compares_with_what_was_stored()
    {
        using var workspace = new Workspace().With("suite.yaml", Snapshot).With("stock.csv", "a\n1\n2\n");

        var first = await RunAsync(workspace, 0);
        Move(workspace[".dqx/history.db"], days: -1);
        await File.WriteAllTextAsync(workspace["stock.csv"], "a\n1\n2\n3\n");
        var second = await RunAsync(workspace, 1);
        var past = await RunAsync(workspace, 0, "--date", Text(s_today.AddDays(-1)));

        first.Results.Select(result => result.Status).ShouldBe([AssertionStatus.Passed, AssertionStatus.Skipped]);
        first.Diagnostics.Select(finding => (finding.Id, finding.Message)).ShouldBe([("DQX3204", "1 value of this run is stored in the history.")]);
        second.Results[1].ShouldSatisfyAllConditions(result => result.Status.ShouldBe(AssertionStatus.Passed), result => result.Value.ShouldBe(1));
        // The snapshot is of today: what yesterday's was is known, and what the day before's was is not.
        past.Results.Select(result => (result.Status, result.Value)).ShouldBe([(AssertionStatus.Passed, 2), (AssertionStatus.Skipped, null)]);
    }

    [Theory]
    [InlineData("--no-history")]
    [InlineData("--no-state")]
    [InlineData("--history-readonly")]
    [InlineData("--data", "stock=other.csv")]
    public async Task Nothing_is_written_when_it_is_not_to_be(params string[] options)
    {
        using var workspace = new Workspace().With("suite.yaml", Snapshot).With("stock.csv", "a\n1\n2\n").With("other.csv", "a\n1\n2\n");

        var run = await RunAsync(workspace, 0, options);

        Directory.Exists(workspace[".dqx"]).ShouldBeFalse();
        run.Diagnostics.Select(finding => finding.Id).ShouldBe(options[0] == "--data" ? ["DQX1016"] : []);
    }

    [Theory]
    [InlineData("", "mine.db", "--history", "mine.db")]
    [InlineData("", "deep/mine.db", "--history", "sqlite:deep/mine.db")]
    [InlineData("", "mine.db", "--data", "stock=other.csv", "--history", "mine.db")]
    [InlineData("history: kept/h.db\n", "kept/h.db")]
    [InlineData("history: sqlite:h.db\n", "h.db")]
    [InlineData("history: ${DQX_TEST_NONE:-kept}/h.db\n", "kept/h.db")]
    public async Task A_history_is_where_somebody_says(string suite, string file, params string[] options)
    {
        using var workspace = new Workspace().With("suite.yaml", Snapshot + suite).With("stock.csv", "a\n1\n2\n").With("other.csv", "a\n1\n2\n");

        await RunAsync(workspace, 0, options);

        File.Exists(workspace[file]).ShouldBeTrue();
        Directory.Exists(workspace[".dqx"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("nofolder/history.db", true, 4, "DQX3203")]
    [InlineData("damaged.db", false, 2, "DQX3201")]
    [InlineData("newer.db", false, 2, "DQX3202")]
    public async Task A_history_that_fails_is_told_loudly(string history, bool runs, int code, string id)
    {
        using var workspace = new Workspace().With("suite.yaml", Snapshot).With("stock.csv", "a\n1\n2\n").With("nofolder", "a file").With("damaged.db", new string('x', 9000));
        Execute(workspace["newer.db"], "PRAGMA user_version = 99");

        var result = await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--history", history, "--output", "json");

        result.ShouldEndWith(code).Error.ShouldContain(id);
        result.Error.ShouldContain(history);
        if (runs)
        {
            var run = RunDocument.Read(result.Output);
            (run.Status, run.Exit?.Reasons[0]).ShouldBe((RunStatus.Passed, "history"));
        }
        else
        {
            result.Output.ShouldBeEmpty();
            result.Error.ShouldEndWith("Nothing was run.\n");
        }
    }

    [Fact]
    public async Task A_history_that_cannot_be_written_is_read_all_the_same()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var workspace = new Workspace().With("suite.yaml", Snapshot).With("stock.csv", "a\n1\n2\n3\n");
        await RunAsync(workspace, 1);
        Move(workspace[".dqx/history.db"], days: -1);
        await File.WriteAllTextAsync(workspace["stock.csv"], "a\n1\n2\n");
        const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Listable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(workspace[".dqx/history.db"], Readable);
        File.SetUnixFileMode(workspace[".dqx"], Listable);
        File.SetUnixFileMode(workspace.Folder, Listable | UnixFileMode.UserWrite);

        var result = await RunAsNobodyAsync(workspace, "run", "suite.yaml", "--no-processors", "--output", "json");

        File.SetUnixFileMode(workspace[".dqx"], Listable | UnixFileMode.UserWrite);
        var run = RunDocument.Read(result.ShouldEndWith(1).Output);
        run.Results.Select(one => one.Value).ShouldBe([2, -1]);
        run.Exit?.Reasons.ShouldBe(["failed", "history"]);
        result.Error.ShouldContain("DQX3203");
    }

    [Fact]
    public async Task Today_is_a_day_of_the_suites_zone()
    {
        // Between them the two zones are always on different dates.
        foreach (var zone in new[] { "Pacific/Kiritimati", "Pacific/Pago_Pago" })
        {
            using var workspace = new Workspace().With("suite.yaml", $"{Snapshot}timezone: {zone}\n").With("stock.csv", "a\n1\n2\n");
            var expected = Text(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime));

            var result = await workspace.RunAsync("run", "suite.yaml", "--no-processors");

            result.ShouldEndWith(0).Output.ShouldStartWith($"Stock  {expected} (today, {zone})\n");
        }
    }

    [Fact]
    public async Task A_backfill_runs_every_day_the_oldest_first()
    {
        using var workspace = new Workspace().With("suite.yaml", Days + "retention: 400d\n").With("days.csv", "day,c\n2026-03-01,1\n2026-03-03,3\n2026-03-02,2\n2026-03-04,0\n");

        var result = await workspace.RunAsync("run", "suite.yaml", "--no-processors", "--from", "2026-03-02", "--to", "2026-03-04", "--output", "jsonl");

        var runs = result.ShouldEndWith(1).Output.TrimEnd('\n').Split('\n').Select(line => RunDocument.Read(line)).ToList();
        runs.Select(run => (Text(run.Key.Date), run.Exit?.Code, run.Results[0].Value)).ShouldBe([("2026-03-02", 0, 2), ("2026-03-03", 0, 3), ("2026-03-04", 1, 0)]);
        Scalar(workspace[".dqx/history.db"], "SELECT count(*) FROM runs").ShouldBe(3L);
        Scalar(workspace[".dqx/history.db"], "SELECT group_concat(d) FROM (SELECT DISTINCT date AS d FROM metric_values ORDER BY 1)").ShouldBe("2026-03-01,2026-03-02,2026-03-03,2026-03-04");
    }

    private static async Task<SuiteRun> RunAsync(Workspace workspace, int code, params string[] options)
        => RunDocument.Read((await workspace.RunAsync(["run", "suite.yaml", "--no-processors", "--output", "json", .. options])).ShouldEndWith(code).Output);

    /// <summary>Whom permissions bind: root, as whom containers run their tests, may write everywhere.</summary>
    private static Task<DqxResult> RunAsNobodyAsync(Workspace workspace, params string[] arguments)
        => Environment.IsPrivilegedProcess ? DqxCommand.RunAsAsync("nobody", workspace.Folder, arguments) : workspace.RunAsync(arguments);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>As if the runs had been on another day.</summary>
    private static void Move(string file, int days) => Execute(file, FormattableString.Invariant($"UPDATE metric_values SET date = date(date, '{days} days')"));

    private static void Execute(string file, string sql) => Scalar(file, sql);

    private static object? Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
