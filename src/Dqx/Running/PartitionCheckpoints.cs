using Dqx.History;
using Dqx.Planning;
using Dqx.Scanning;

namespace Dqx.Running;

/// <summary>
/// Stores what is measured of partitions while a long run is under way, so that one that is interrupted costs the next no more than the
/// partitions that it has not read. The states of a version of a partition hold whatever becomes of the run; its values are stored at its end.
/// </summary>
/// <param name="plan">The plan, with its partitions.</param>
/// <param name="keys">Under which they are stored; used here alone.</param>
/// <param name="history">Where to.</param>
/// <param name="clock">Tells when it is time, and when that was.</param>
internal sealed class PartitionCheckpoints(Plan plan, HistoryKeys keys, IMetricHistory history, TimeProvider clock)
{
    /// <summary>How far apart it stores. Shorter runs store everything at once, at their end.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly HashSet<KnownPartition> _stored = [];
    private Dictionary<KnownPartition, ScanOutcome> _waiting = [];
    private long _last = clock.GetTimestamp();

    /// <summary>How many values are stored so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the run has no need to store a partition at its end.</summary>
    public bool HasStored(KnownPartition partition)
    {
        lock (_gate)
        {
            return _stored.Contains(partition);
        }
    }

    /// <summary>Takes what a scan gave, and stores what waits when it is time.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public Task NoteAsync(KnownPartition partition, ScanOutcome outcome, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _waiting.Add(partition, outcome);
            if (clock.GetElapsedTime(_last) < Interval)
            {
                return Task.CompletedTask;
            }

            _last = clock.GetTimestamp();
        }

        return StoreAsync(cancellationToken);
    }

    /// <summary>Stores what waits still, of a run that will not come to its end.</summary>
    public Task StoreRestAsync() => StoreAsync(CancellationToken.None);

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        Dictionary<KnownPartition, ScanOutcome> due;
        List<HistoryEntry> entries;
        lock (_gate)
        {
            (due, _waiting) = (_waiting, []);
            entries = [.. plan.Merges.SelectMany(merge => new PartitionKeeping(plan.Context, keys, merge, due).Entries(retentionDays: null))];
        }

        if (entries.Count == 0)
        {
            return;
        }

        try
        {
            var now = clock.GetUtcNow();
            await history.SaveAsync(new HistoryBatch(Guid.CreateVersion7(now), now, entries), cancellationToken);
        }
        catch (Exception refused) when (HistoryKeeping.IsRefusal(refused))
        {
            // The end of the run stores it with everything else, or says why that cannot be.
            return;
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                foreach (var (partition, outcome) in due)
                {
                    _waiting.Add(partition, outcome);
                }
            }

            throw;
        }

        lock (_gate)
        {
            _stored.UnionWith(due.Keys);
            Count += entries.Count;
        }
    }
}
