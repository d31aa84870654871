namespace Dqx.Extensions.Tests.DatabaseWriter;

public sealed class ConcurrencyTests : DatabaseTest
{
    [Fact]
    public async Task WritersInOneProcessAllSucceed()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var number = 0; number < 5; number++)
            {
                await Write(SampleRuns.Large(100));
            }
        })));

        Scalar("SELECT count(*) FROM dqx_runs").ShouldBe(40L);
        ShouldHoldWholeRunsOnly();
    }

    [Fact]
    public async Task WritersInTwoProcessesBothSucceed()
    {
        // The file is not there yet: both create it and its tables.
        using var first = WriterProcess.Start(ToResults, Folder, results: 200, runs: 20);
        using var second = WriterProcess.Start(ToResults, Folder, results: 200, runs: 20);
        var written = (await first.End()).Concat(await second.End()).ToList();

        written.Count.ShouldBe(40);
        Query("SELECT run_id FROM dqx_runs").Select(row => row["run_id"]).ShouldBe(written, ignoreOrder: true);
        Scalar("SELECT count(*) FROM dqx_schema").ShouldBe(1L);
        ShouldHoldWholeRunsOnly();
    }
}
