namespace Dqx.Running;

/// <summary>Adds up how far the scans of a run are, and tells it.</summary>
internal sealed class ScanTracker(IProgress<ScanProgress> progress, int scans)
{
    private readonly Lock _gate = new();
    private readonly long[] _rows = new long[scans];
    private int _done;

    public void Begin(int scan, string dataset) => Tell(scan, dataset, rows: 0, finished: false);

    /// <summary>An engine's word may go back, when the next statement begins: what was read stays read.</summary>
    public void Read(int scan, string dataset, long rows) => Tell(scan, dataset, rows, finished: false);

    public void End(int scan, string dataset, long rows) => Tell(scan, dataset, rows, finished: true);

    private void Tell(int scan, string dataset, long rows, bool finished)
    {
        lock (_gate)
        {
            _rows[scan] = Math.Max(_rows[scan], rows);
            _done += finished ? 1 : 0;
            // Inside the gate, so that numbers arrive in the order in which they grew.
            progress.Report(new ScanProgress(dataset, _done, scans, finished) { RowsRead = _rows.Sum() });
        }
    }
}
