using System.Data.Common;
using Dqx.Datasets;

namespace Dqx.Scanning;

/// <summary>Asks an engine now and then how many rows it has read, while a statement runs.</summary>
internal sealed class RowMeter : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private readonly ITimer? _timer;

    private RowMeter(ITimer? timer) => _timer = timer;

    /// <param name="connection">The connection; one that does not tell is left alone.</param>
    /// <param name="report">Told the number; null for nobody, and then the engine is not asked.</param>
    public static RowMeter Start(DbConnection connection, Action<long>? report)
    {
        if (report is null || connection is not ITellsProgress teller)
        {
            return new RowMeter(null);
        }

        teller.FollowProgress();
        return new RowMeter(TimeProvider.System.CreateTimer(_ => report(teller.RowsRead), null, s_pause, s_pause));
    }

    /// <summary>Waits for a question that is being asked: the connection may be closed after.</summary>
    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;
}
