namespace Dqx.Extensions.Tests.DatabaseWriter;

public sealed class IdempotencyTests : DatabaseTest
{
    [Fact]
    public async Task TheSameRunTwiceHasOneEffect()
    {
        var run = SampleRuns.Full();
        var processor = await Initialised();

        await processor.ProcessAsync(run, SampleRuns.ContextOf(run), CancellationToken.None);
        var first = await File.ReadAllBytesAsync(DatabaseFile);
        await processor.ProcessAsync(run, SampleRuns.ContextOf(run) with { Attempt = 2 }, CancellationToken.None);

        Scalar("SELECT count(*) FROM dqx_runs").ShouldBe(1L);
        Scalar("SELECT count(*) FROM dqx_results").ShouldBe(4L);
        (await File.ReadAllBytesAsync(DatabaseFile)).ShouldBe(first);
    }

    [Fact]
    public async Task AnotherProcessOfTheSameRunHasNoEffectEither()
    {
        var run = SampleRuns.Full();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Write(run))));

        Scalar("SELECT count(*) FROM dqx_runs").ShouldBe(1L);
        ShouldHoldWholeRunsOnly();
    }

    [Fact]
    public async Task OneProcessorWritesManyRuns()
    {
        var processor = await Initialised();
        for (var number = 0; number < 20; number++)
        {
            var run = SampleRuns.Full();
            await processor.ProcessAsync(run, SampleRuns.ContextOf(run), CancellationToken.None);
        }

        Scalar("SELECT count(*) FROM dqx_runs").ShouldBe(20L);
        Scalar("SELECT count(*) FROM dqx_schema").ShouldBe(1L);
        ShouldHoldWholeRunsOnly();
    }
}
