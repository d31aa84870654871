namespace Dqx.Extensions.Tests.DatabaseWriter;

public sealed class CancellationTests : DatabaseTest
{
    [Fact]
    public async Task ACancelledRunLeavesNothing()
    {
        await Write(SampleRuns.Full());
        var run = SampleRuns.Large(50_000);
        using var cancellation = new CancellationTokenSource();

        var writing = Task.Run(() => Write(run, Settings(("batch_size", 10)), cancellation.Token));
        // SQLite makes the journal with the first row.
        await Until(() => File.Exists(DatabaseFile + "-journal") || writing.IsCompleted);
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => writing);
        Scalar("SELECT count(*) FROM dqx_runs").ShouldBe(1L);
        Scalar("SELECT count(*) FROM dqx_results").ShouldBe(4L);
        ShouldHoldWholeRunsOnly();
    }

    [Fact]
    public async Task ATokenThatIsCancelledBeforeTouchesNothing()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => Write(SampleRuns.Full(), cancellationToken: new CancellationToken(canceled: true)));

        Directory.GetFileSystemEntries(Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhoWaitsForALockStopsAtTheTimeLimit()
    {
        await Write(SampleRuns.Full());
        using var holder = Connect();
        using var transaction = holder.BeginTransaction(deferred: false);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var writing = Task.Run(() => Write(SampleRuns.Full(), cancellationToken: cancellation.Token));

        await Should.ThrowAsync<OperationCanceledException>(() => writing.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1);
        }
    }
}
