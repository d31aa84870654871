using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Dqx.Composition.Running;

/// <summary>
/// A dedicated thread that looks at the running call every 10 ms: cancels it at its time limit, and a grace later takes it away
/// from its lane. Neither pool threads nor timers, which an extension can exhaust.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The thread may be gone before Stop has set the event, so neither disposes it: its handle is collected with it.")]
internal sealed class CallSupervisor
{
    /// <summary>After this many ticks without work the thread sleeps until it is woken.</summary>
    private const int IdleTicks = 100;

    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);

    private readonly CallEngine _engine;
    private readonly AutoResetEvent _wake = new(false);
    private volatile bool _stopped;
    private int _sleeping;

    // The call that is being cancelled, and since when and why.
    private long _cancelledTicket = -1;
    private long _cancelledAt;
    private CancelReason _reason;

    public CallSupervisor(CallEngine engine)
    {
        _engine = engine;
        new Thread(Work) { IsBackground = true, Name = "dqx-supervisor" }.UnsafeStart();
    }

    /// <summary>Called after work was posted; cheap while the thread is ticking anyway.</summary>
    public void Wake()
    {
        // A full fence on both sides: either this sees that the thread sleeps, or the thread sees the work.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _sleeping) == 1)
        {
            _wake.Set();
        }
    }

    public void Stop()
    {
        _stopped = true;
        _wake.Set();
    }

    private void Work()
    {
        for (var idle = 0; !_stopped;)
        {
            idle = Look() ? 0 : idle + 1;
            if (idle < IdleTicks)
            {
                _wake.WaitOne(s_tick);
                continue;
            }

            Interlocked.Exchange(ref _sleeping, 1);
            if (_engine.Active is null && !_stopped)
            {
                _wake.WaitOne(Timeout.Infinite);
            }

            Interlocked.Exchange(ref _sleeping, 0);
            idle = 0;
        }
    }

    /// <summary>One tick; false when there is nothing to look at. A method of its own, so that the sleeping thread's stack holds on to nothing.</summary>
    private bool Look()
    {
        if (_engine.Active is not { Lane: { } lane } sequence)
        {
            return false;
        }

        var ticket = lane.Running;
        var index = ticket - sequence.FirstTicket;
        if (ticket >= 0 && index >= 0 && index < sequence.Count)
        {
            Look(sequence, lane, (int)index, ticket, Stopwatch.GetTimestamp());
        }

        return true;
    }

    private void Look(CallSequence sequence, CallLane lane, int index, long ticket, long now)
    {
        var call = sequence[index];
        if (_cancelledTicket != ticket)
        {
            // Read before the exchange: when that succeeds, the call has been running all along, and this is its source.
            var source = call.Source;
            _reason = sequence.ReasonToCancel(call, now);
            if (_reason != CancelReason.None && lane.TryCancel(ticket))
            {
                (_cancelledTicket, _cancelledAt) = (ticket, now);
                _engine.Cancel(source);
            }
        }
        else if (now - _cancelledAt >= StopwatchTicks.Of(call.Grace) && lane.TryAbandon(ticket))
        {
            call.Abandon(now, _reason);
            _engine.GoOn(sequence, index + 1);
        }
    }
}
