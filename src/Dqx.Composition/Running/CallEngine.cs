using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Running;

/// <summary>Makes sequences of calls, one sequence at a time, on a lane under supervision. Threads are made when they are first needed.</summary>
internal sealed class CallEngine(ILogger logger) : IDisposable
{
    private CallSupervisor? _supervisor;
    private CallLane? _spare;
    private CallSequence? _active;
    private long _tickets;
    private volatile bool _disposed;

    /// <summary>The sequence whose calls are being made; null when there is none.</summary>
    public CallSequence? Active => Volatile.Read(ref _active);

    /// <summary>Makes the calls; done when each has ended, was abandoned, or was not made because the deadline had passed.</summary>
    /// <remarks>One sequence at a time: the caller waits for the end of the one before. The calls say what became of them.</remarks>
    public Task RunAsync(CallSequence sequence)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        sequence.FirstTicket = _tickets;
        _tickets += sequence.Count;
        var lane = Interlocked.Exchange(ref _spare, null) ?? new CallLane(this);
        sequence.Lane = lane;
        Volatile.Write(ref _active, sequence);
        _supervisor ??= new CallSupervisor(this);
        _supervisor.Wake();
        lane.Post(sequence);
        return sequence.Completion;
    }

    /// <summary>Called by a lane that has come to the end of its sequence. The caller of <see cref="RunAsync"/> goes on inside.</summary>
    public void Finish(CallSequence sequence)
    {
        Volatile.Write(ref _active, null);
        sequence.Complete();
    }

    /// <summary>Called by a lane without work: true when it is to wait for more, false when it is to end.</summary>
    public bool TryKeep(CallLane lane)
    {
        if (_disposed || Interlocked.CompareExchange(ref _spare, lane, null) is not null)
        {
            return false;
        }

        // Disposal may have passed between the question and the exchange.
        return !_disposed || Interlocked.CompareExchange(ref _spare, null, lane) != lane;
    }

    /// <summary>Goes on with the next call on a new lane.</summary>
    public void GoOn(CallSequence sequence, int next)
    {
        var lane = new CallLane(this);
        sequence.Lane = lane;
        lane.Post(sequence, next);
    }

    /// <summary>Cancels on a thread of its own: callbacks that an extension registered may hang.</summary>
    public void Cancel(CancellationTokenSource source)
    {
        var thread = new Thread(() =>
        {
            if (ExtensionBoundary.Cancel(source) is { } thrown)
            {
                CompositionLog.CancellationCallbackThrew(logger, thrown);
            }
        })
        { IsBackground = true, Name = "dqx-cancel" };
        thread.UnsafeStart();
    }

    public void Dispose()
    {
        _disposed = true;
        Interlocked.Exchange(ref _spare, null)?.Post(null);
        _supervisor?.Stop();
    }
}
