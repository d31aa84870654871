using System.Diagnostics;
using System.Globalization;
using Dqx.Acceptance.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Dqx.Acceptance.Tests;

/// <summary>A history among processes that are killed, and among many at once.</summary>
public sealed class HistorySurvivalTests
{
    private const int Values = 200;

    private const int Kills = 50;

    [Fact]
    public async Task Whole_runs_only_are_left_by_processes_that_are_killed_and_the_next_run_is_right()
    {
        using var workspace = Suite("count_values(id, 1) - count_values(id, 1, lag=1) == 1");
        (await RunAsync(workspace)).ShouldEndWith(0);
        // What was measured today is from now on yesterday's, and one less.
        Scalar(workspace, "UPDATE metric_values SET date = date(date, '-1 day'), value = value - 1");
        var clock = Stopwatch.StartNew();
        (await RunAsync(workspace)).ShouldEndWith(0);
        var length = (int)clock.ElapsedMilliseconds;
        var random = new Random(4);
        var duringWrites = 0;

        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = DqxCommand.Start(workspace.Folder, environment: null, "run", "suite.yaml", "--no-processors", "--quiet");
            if (kill % 2 == 0)
            {
                await Task.Delay(random.Next(length));
            }
            else
            {
                // While a run reads or writes its history there is a log beside it.
                var patience = Stopwatch.StartNew();
                while (!process.HasExited && new FileInfo(workspace[".dqx/history.db-wal"]) is not { Exists: true, Length: > 0 } && patience.Elapsed < TimeSpan.FromSeconds(20))
                {
                    await Task.Yield();
                }

                await Task.Delay(random.Next(3));
                duringWrites += process.HasExited ? 0 : 1;
            }

            process.Kill();
            await DqxCommand.EndAsync(process);
            WholeRuns(workspace).ShouldBeGreaterThanOrEqualTo(2);
        }

        duringWrites.ShouldBeGreaterThan(0);
        var before = WholeRuns(workspace);
        var result = await RunAsync(workspace, "--output", "json");
        var run = RunDocument.Read(result.ShouldEndWith(0).Output);
        run.Results[0].ShouldSatisfyAllConditions(one => one.Status.ShouldBe(AssertionStatus.Passed), one => one.Value.ShouldBe(1));
        WholeRuns(workspace).ShouldBe(before + 1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public async Task Many_processes_at_once_lose_nothing(int processes)
    {
        using var workspace = Suite("count_values(id, 1) == 1");

        // They also race to make the file.
        var results = await Task.WhenAll(Enumerable.Range(0, processes).Select(number => RunAsync(workspace, "--key", string.Create(CultureInfo.InvariantCulture, $"writer={number % 2}"))));

        results.ShouldAllBe(result => result.Code == 0, string.Join('\n', results.Select(result => result.Transcript())));
        WholeRuns(workspace).ShouldBe(processes);
        Scalar(workspace, "SELECT count(DISTINCT tags) FROM metrics").ShouldBe(2L);
        Scalar(workspace, "SELECT count(*) FROM metric_values WHERE value IS NULL OR value <> 1").ShouldBe(0L);
    }

    /// <summary>Two hundred metrics, each with the value 1.</summary>
    private static Workspace Suite(string first) => new Workspace()
        .With("ids.csv", "id\n" + string.Join('\n', Enumerable.Range(1, Values)))
        .With("suite.yaml", "suite: Ids\ndatasets: { ids: { path: ids.csv } }\nchecks:\n  - name: C\n    assertions:\n"
            + $"      - '{first}'\n"
            + string.Concat(Enumerable.Range(2, Values - 1).Select(id => string.Create(CultureInfo.InvariantCulture, $"      - 'count_values(id, {id}) == 1'\n"))));

    private static Task<DqxResult> RunAsync(Workspace workspace, params string[] options) => workspace.RunAsync(["run", "suite.yaml", "--no-processors", .. options]);

    /// <summary>How many there are; fails when one of them is not whole.</summary>
    private static long WholeRuns(Workspace workspace)
    {
        Scalar(workspace, "PRAGMA integrity_check").ShouldBe("ok");
        Scalar(workspace, FormattableString.Invariant($"SELECT count(*) FROM runs WHERE {Values} <> (SELECT count(*) FROM metric_values WHERE run = runs.id)")).ShouldBe(0L);
        Scalar(workspace, "SELECT count(*) FROM metric_values WHERE run NOT IN (SELECT id FROM runs)").ShouldBe(0L);
        return (long)Scalar(workspace, "SELECT count(*) FROM runs").ShouldNotBeNull();
    }

    private static object? Scalar(Workspace workspace, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={workspace[".dqx/history.db"]};Pooling=False;Default Timeout=60");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
