using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>One statement's way to be stopped: by its caller's token, by <c>Cancel()</c>, or because nobody reads on.</summary>
/// <remarks>
/// DuckDB forgets an earlier interrupt when a statement begins, so <see cref="Begun"/> repeats it. A statement that has begun must
/// not be left alone: its threads would go on, and the connection's next statement would wait for them.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ConnectionHandle _connection;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenRegistration _registration;
    private bool _requested;
    private bool _ended;

    internal Interruption(ConnectionHandle connection, CancellationToken caller)
    {
        _connection = connection;
        _caller = caller;
        _registration = Also(caller);
    }

    /// <summary>Whether the statement was asked to stop.</summary>
    internal bool Requested => Volatile.Read(ref _requested);

    /// <summary>Asks the statement to stop, from any thread. One that has ended does not mind.</summary>
    internal void Request()
    {
        lock (_gate)
        {
            _requested = true;
            Interrupt();
        }
    }

    /// <summary>To be called when DuckDB has taken the statement on, and before it is waited for.</summary>
    internal void Begun()
    {
        lock (_gate)
        {
            if (_requested)
            {
                Interrupt();
            }
        }
    }

    /// <summary>Stops a statement of which the rest is not wanted.</summary>
    internal void Abandon()
    {
        lock (_gate)
        {
            Interrupt();
        }
    }

    /// <summary>Another token that may stop the statement while it is waited for.</summary>
    internal CancellationTokenRegistration Also(CancellationToken token) =>
        token.Register(static state => ((Interruption)state!).Request(), this); // registered with it

    /// <summary>The exception for a statement that ended by request.</summary>
    internal OperationCanceledException Cancelled(Exception cause, CancellationToken waiting = default) =>
        new("The statement was cancelled.", cause, waiting.IsCancellationRequested ? waiting : _caller);

    /// <summary>After this no request reaches DuckDB, where it would hit the connection's next statement.</summary>
    public void Dispose()
    {
        _registration.Dispose();
        lock (_gate)
        {
            _ended = true;
        }
    }

    private void Interrupt()
    {
        if (!_ended && !_connection.IsClosed)
        {
            NativeMethods.duckdb_interrupt(_connection);
        }
    }
}
