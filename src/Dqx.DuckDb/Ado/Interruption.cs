using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>One statement's way to be stopped: by its caller's token, or by <c>Cancel()</c>.</summary>
/// <remarks>
/// DuckDB keeps an interrupt until the connection's next statement begins, and forgets earlier ones when that begins. So the
/// caller looks at <see cref="Requested"/> once the statement has begun: no request is lost, whenever it comes.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationToken _caller;
    private readonly CancellationTokenRegistration _callerRegistration;
    private readonly CancellationTokenRegistration _registration;

    internal Interruption(ConnectionHandle connection, CancellationToken caller)
    {
        _caller = caller;
        _registration = _source.Token.Register(static state => Interrupt((ConnectionHandle)state!), connection); // registered with it
        _callerRegistration = caller.Register(static state => ((CancellationTokenSource)state!).Cancel(), _source); // registered with it
    }

    internal bool Requested => _source.IsCancellationRequested;

    internal void Request() => _source.Cancel();

    /// <summary>Another token that may stop the statement while it is waited for.</summary>
    internal CancellationTokenRegistration Also(CancellationToken token) =>
        token.CanBeCanceled ? token.Register(static state => ((CancellationTokenSource)state!).Cancel(), _source) : default; // registered with it

    /// <summary>The exception for a statement that ended by request.</summary>
    internal OperationCanceledException Cancelled(Exception? cause, CancellationToken waiting = default) =>
        new("The statement was cancelled.", cause, waiting.IsCancellationRequested ? waiting : _caller);

    // Waits for a callback under way, so that DuckDB is not interrupted after the statement's end.
    public void Dispose()
    {
        _callerRegistration.Dispose();
        _registration.Dispose();
        _source.Dispose();
    }

    private static void Interrupt(ConnectionHandle connection)
    {
        if (!connection.IsClosed)
        {
            NativeMethods.duckdb_interrupt(connection);
        }
    }
}
