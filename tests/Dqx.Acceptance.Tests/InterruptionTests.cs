using System.Diagnostics;
using System.Globalization;
using Dqx.Acceptance.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Dqx.Acceptance.Tests;

public sealed class InterruptionTests
{
    private const string Endless = """
        version: 1
        suite: Endless
        datasets:
          numbers:
            query: SELECT i, hash(i) AS h FROM range(1000000000000) AS t(i)
        checks:
          - name: c
            assertions: [unique_count(h) > 0, sum(h) > 0]
        """;

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_a_long_scan_at_once(string signal, int code)
    {
        using var workspace = new Workspace().With("suite.yaml", Endless);
        using var process = DqxCommand.Start(workspace.Folder, environment: null, "run", "suite.yaml", "--no-processors", "--output", "json");
        await Task.Delay(TimeSpan.FromSeconds(3));
        process.HasExited.ShouldBeFalse();

        var clock = Stopwatch.StartNew();
        await SignalAsync(process, signal);
        var result = await DqxCommand.EndAsync(process);

        result.ShouldEndWith(code).Output.ShouldBeEmpty();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_killed_process_leaves_whole_runs_only()
    {
        using var workspace = new Workspace().WithSuite(
            Enumerable.Range(0, 1500).Select(i => string.Create(CultureInfo.InvariantCulture, $"num_rows() > -{i + 1}")),
            "processors:\n  db_writer:\n    database_url: sqlite:results.db\n    batch_size: 1\n");
        (await workspace.RunAsync("run", "suite.yaml", "--quiet")).ShouldEndWith(0);
        var random = new Random(1);

        for (var i = 0; i < 6; i++)
        {
            using var process = DqxCommand.Start(workspace.Folder, environment: null, "run", "suite.yaml", "--quiet");
            // While it writes there is a journal; half of the kills come at any other moment.
            var patience = Stopwatch.StartNew();
            while (i % 2 == 0 && !process.HasExited && !File.Exists(workspace["results.db-journal"]) && patience.Elapsed < TimeSpan.FromSeconds(20))
            {
                await Task.Yield();
            }

            await Task.Delay(i % 2 == 0 ? random.Next(30) : random.Next(3000));
            process.Kill();
            await DqxCommand.EndAsync(process);
            WholeRuns(workspace["results.db"]).ShouldBeGreaterThanOrEqualTo(1);
        }
    }

    /// <summary>How many there are; fails when one of them is not whole.</summary>
    private static long WholeRuns(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Scalar("PRAGMA integrity_check").ShouldBe("ok");
        Scalar("""
            SELECT COUNT(*) FROM dqx_runs AS r
            WHERE r.assertions <> (SELECT COUNT(*) FROM dqx_results WHERE run_id = r.run_id)
               OR r.symbols <> (SELECT COUNT(*) FROM dqx_symbols WHERE run_id = r.run_id)
            """).ShouldBe(0L);
        Scalar("SELECT COUNT(*) FROM dqx_results WHERE run_id NOT IN (SELECT run_id FROM dqx_runs)").ShouldBe(0L);
        return (long)Scalar("SELECT COUNT(*) FROM dqx_runs").ShouldNotBeNull();

        object? Scalar(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar();
        }
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
