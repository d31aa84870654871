using Dqx.Datasets;
using Dqx.History;
using Dqx.Tests.Support;

namespace Dqx.Tests.Partitions;

/// <summary>A run over partitions that is interrupted costs the next one no more than what it had not read.</summary>
public sealed class CheckpointTests
{
    [Theory]
    [InlineData(false, "2/3")]
    [InlineData(true, "3/3")]
    public async Task WhatAnInterruptedRunHasReadIsNotReadAgain(bool isReadOnly, string readLater)
    {
        await using var files = await ThreeAsync();

        await InterruptAsync(files, files.History, isReadOnly);

        (await files.SegmentsOrNoneAsync()).ShouldBe(isReadOnly ? [] : ["a.parquet"]);
        PartFiles.Scanned(await files.RunAsync(files.Parts(), expectations: ["sum(i) == 7"])).ShouldBe(readLater);
    }

    [Fact]
    public async Task ALongRunStoresPartitionsOnItsWayAndNothingTwice()
    {
        await using var files = await ThreeAsync();
        List<List<string>> stored = [];
        var watch = new Told(report => stored.Add(files.SegmentsOrNoneAsync().GetAwaiter().GetResult()));

        var run = await RunAsync(files.Parts(), files.History, new HurryingClock(), watch);

        // Told before the partition itself is stored.
        stored.ShouldBe([[], ["a.parquet"], ["a.parquet", "b.parquet"]]);
        (await files.SegmentsOrNoneAsync()).ShouldBe(["a.parquet", "b.parquet", "c.parquet"]);
        run.Results.ShouldAllBe(result => result.Status == AssertionStatus.Passed);
        await using var others = await ThreeAsync();
        var atOnce = await RunAsync(others.Parts(), others.History, Some.Clock, new Told(_ => { }));
        Stored(run).ShouldBe(Stored(atOnce));
        (await files.CountAsync()).ShouldBe(await others.CountAsync());
    }

    [Fact]
    public async Task AHistoryThatFailsOnTheWayGetsEverythingAtTheEnd()
    {
        await using var files = await ThreeAsync();

        var run = await RunAsync(files.Parts(), new FailingAtFirst(files.History), new HurryingClock(), new Told(_ => { }));

        Stored(run).ShouldStartWith("4 values");
        PartFiles.Scanned(await files.RunAsync(files.Parts(), expectations: ["sum(i) == 7"])).ShouldBe("0/3");
    }

    [Fact]
    public async Task AnInterruptionWhileItIsStoredLosesNothing()
    {
        await using var files = await ThreeAsync();
        using var source = new CancellationTokenSource();
        var history = new FailingAtFirst(files.History) { Cancels = source };

        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(files.Parts(), history, new HurryingClock(), new Told(_ => { }), cancellationToken: source.Token));

        (await files.SegmentsOrNoneAsync()).ShouldBe(["a.parquet"]);
    }

    private static async Task<PartFiles> ThreeAsync()
    {
        var files = new PartFiles();
        await files.WriteAsync("a.parquet", "SELECT 1 AS i");
        await files.WriteAsync("b.parquet", "SELECT 2 AS i");
        await files.WriteAsync("c.parquet", "SELECT 4 AS i");
        return files;
    }

    /// <summary>A run that is cancelled when it has read the first partition.</summary>
    private static async Task InterruptAsync(PartFiles files, IMetricHistory history, bool isReadOnly)
    {
        using var source = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(files.Parts(), history, Some.Clock, new Told(_ => source.Cancel()), isReadOnly, source.Token));
    }

    private static Task<SuiteRun> RunAsync(
        IDataset data, IMetricHistory history, TimeProvider clock, IProgress<ScanProgress> progress, bool isReadOnly = false, CancellationToken cancellationToken = default)
        => new SuiteRunner(clock) { History = history, MaximumConcurrency = 1 }.RunAsync(
            Some.Suite("sum(i) == 7"), [data], ResultKey.For(Some.Date), new SuiteRunOptions { Progress = progress, HistoryIsReadOnly = isReadOnly }, cancellationToken);

    private static string Stored(SuiteRun run) => run.Diagnostics.Single(finding => finding.Id == "DQX3204").Message;

    /// <summary>Told at the end of each partition.</summary>
    private sealed class Told(Action<ScanProgress> then) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value)
        {
            if (value.Finished)
            {
                then(value);
            }
        }
    }

    /// <summary>Every look at it is a minute later.</summary>
    private sealed class HurryingClock : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Increment(ref _looks) * TimeSpan.TicksPerMinute;

        public override DateTimeOffset GetUtcNow() => new(Some.Date, new TimeOnly(12, 0), TimeSpan.Zero);
    }

    /// <summary>A history whose disk is full until the end of the run, or that is interrupted.</summary>
    private sealed class FailingAtFirst(IMetricHistory history) : IMetricHistory
    {
        private int _left = 3;

        public CancellationTokenSource? Cancels { get; init; }

        public ValueTask SaveAsync(HistoryBatch batch, CancellationToken cancellationToken)
        {
            if (Cancels is { IsCancellationRequested: false })
            {
                Cancels.Cancel();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return Cancels is null && _left-- > 0 ? throw new IOException("No space left on device.") : history.SaveAsync(batch, cancellationToken);
        }

        public ValueTask<IReadOnlyDictionary<HistoryKey, StoredValue>> FindAsync(IReadOnlyCollection<HistoryKey> keys, CancellationToken cancellationToken) => history.FindAsync(keys, cancellationToken);

        public ValueTask<IReadOnlyDictionary<HistoryKey, StoredValue>> FindNewestAsync(IReadOnlyCollection<HistoryKey> keys, CancellationToken cancellationToken) => history.FindNewestAsync(keys, cancellationToken);

        public IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, CancellationToken cancellationToken) => history.ReadAsync(query, cancellationToken);

        public ValueTask<int> DeleteBeforeAsync(string suite, DateOnly date, CancellationToken cancellationToken) => history.DeleteBeforeAsync(suite, date, cancellationToken);

        public ValueTask<IReadOnlyList<StoredMetric>> ListAsync(string? suite, CancellationToken cancellationToken) => history.ListAsync(suite, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
