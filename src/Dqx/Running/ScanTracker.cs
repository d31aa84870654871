using System.Collections.Immutable;
using Dqx.Planning;

namespace Dqx.Running;

/// <summary>Adds up how far the scans of a run are, and tells it.</summary>
internal sealed class ScanTracker(IProgress<ScanProgress> progress, ImmutableArray<PlannedScan> scans)
{
    private readonly Lock _gate = new();
    private readonly long[] _rows = new long[scans.Length];
    private readonly (int Number, int Of)[] _places = Places(scans);
    private int _done;

    public void Begin(int scan) => Tell(scan, rows: 0, finished: false);

    /// <summary>An engine's word may go back, when the next statement begins: what was read stays read.</summary>
    public void Read(int scan, long rows) => Tell(scan, rows, finished: false);

    public void End(int scan, long rows) => Tell(scan, rows, finished: true);

    private void Tell(int scan, long rows, bool finished)
    {
        lock (_gate)
        {
            _rows[scan] = Math.Max(_rows[scan], rows);
            _done += finished ? 1 : 0;
            // Inside the gate, so that numbers arrive in the order in which they grew.
            progress.Report(new ScanProgress(scans[scan].Dataset, _done, scans.Length, finished)
            {
                RowsRead = _rows.Sum(),
                Partition = scans[scan].Partition?.Partition.Name,
                PartitionNumber = _places[scan].Number,
                Partitions = _places[scan].Of,
            });
        }
    }

    /// <summary>Which of its dataset's partitions each scan reads, counted from 1, and how many of them are read.</summary>
    private static (int Number, int Of)[] Places(ImmutableArray<PlannedScan> scans)
    {
        var all = scans.Where(scan => scan.Partition is not null).CountBy(scan => scan.Dataset).ToDictionary(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. scans.Select(scan => scan.Partition is null ? default : (seen[scan.Dataset] = seen.GetValueOrDefault(scan.Dataset) + 1, all[scan.Dataset]))];
    }
}
