namespace Dqx.Extensions.Tests.DatabaseWriter;

public sealed class KillTests : DatabaseTest
{
    [Fact]
    public async Task AfterAKillTheFileHoldsWholeRunsOnly()
    {
        var random = new Random(20261120);
        var written = new List<string>();
        var interrupted = 0;
        for (var kill = 0; kill < 10 || (interrupted == 0 && kill < 50); kill++)
        {
            using var writer = WriterProcess.Start(ToResults, Folder, results: 2000, runs: 0);
            if (await writer.Written() is { } first)
            {
                written.Add(first);
            }

            await Task.Delay(random.Next(0, 120));
            written.AddRange(await writer.Kill());
            // SQLite removes the journal at the end of a transaction.
            interrupted += File.Exists(DatabaseFile + "-journal") ? 1 : 0;

            ShouldHoldWholeRunsOnly();
            // What was reported as written is there: it may not be sent again.
            written.Except(Query("SELECT run_id FROM dqx_runs").Select(row => row["run_id"] as string)).ShouldBeEmpty();
        }

        written.Count.ShouldBeGreaterThanOrEqualTo(10);
        interrupted.ShouldBeGreaterThan(0, "no kill came inside a transaction");
    }

    [Fact]
    public async Task AKillWhileTheTablesAreMadeLeavesNoHalfOfThem()
    {
        var random = new Random(20261121);
        for (var kill = 0; kill < 5; kill++)
        {
            using var writer = WriterProcess.Start(ToResults, Folder, results: 10, runs: 0);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (!File.Exists(DatabaseFile))
            {
                await Task.Delay(1, patience.Token);
            }

            await Task.Delay(random.Next(0, 20));
            await writer.Kill();

            Scalar("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").ShouldBeOneOf(0L, 4L);
            await Write(SampleRuns.Full());
            ShouldHoldWholeRunsOnly();
            File.Delete(DatabaseFile);
        }
    }
}
