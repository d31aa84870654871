using Dqx.Planning;
using Dqx.Scanning;

namespace Dqx.Running;

/// <summary>Works off the scans of a plan, some of them at a time.</summary>
internal sealed class ScanQueue(Plan plan, IProgress<ScanProgress>? progress, PartitionCheckpoints? checkpoints)
{
    private readonly ScanOutcome[] _outcomes = new ScanOutcome[plan.Scans.Length];
    private readonly ScanTracker? _tracker = progress is null ? null : new ScanTracker(progress, plan.Scans);
    private int _begun;

    /// <summary>What each scan of the plan gave, in its order, when all have run.</summary>
    public IReadOnlyList<ScanOutcome> Outcomes => _outcomes;

    /// <summary>Runs the scans.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled. No scan is under way any more then.</exception>
    public Task RunAsync(int concurrency, CancellationToken cancellationToken)
    {
        var workers = new Task[Math.Min(concurrency, plan.Scans.Length)];
        for (var i = 0; i < workers.Length; i++)
        {
            // On the pool: an engine in the process works on the thread that asks it.
            workers[i] = Task.Run(() => WorkAsync(cancellationToken), CancellationToken.None);
        }

        return Task.WhenAll(workers);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        for (var index = Interlocked.Increment(ref _begun) - 1; index < plan.Scans.Length; index = Interlocked.Increment(ref _begun) - 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var scan = plan.Scans[index];
            _tracker?.Begin(index);
            var number = index;
            Action<long>? told = _tracker is { } tracker ? rows => tracker.Read(number, rows) : null;
            _outcomes[index] = await new DatasetScan(plan.Context.DataOf(scan), scan, plan.Context.Key.Date, told).RunAsync(cancellationToken);
            _tracker?.End(index, _outcomes[index].Rows);
            if (checkpoints is not null && scan.Partition is { } partition)
            {
                await checkpoints.NoteAsync(partition, _outcomes[index], cancellationToken);
            }
        }
    }
}
