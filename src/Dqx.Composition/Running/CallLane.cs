using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Dqx.Composition.Running;

/// <summary>Waits for calls that have not ended when they return.</summary>
internal interface ICallWaiter
{
    /// <summary>Waits on the calling thread until the task has ended, however it ended; false when the call was abandoned.</summary>
    bool WaitFor(Task task, GuardedCall call);
}

/// <summary>
/// A dedicated thread that makes calls in order and publishes which one it is in. A call that does not come back costs this
/// thread and nothing else: the supervisor takes the call away from it and goes on with another lane.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Its thread disposes them when it ends.")]
internal sealed class CallLane : ICallWaiter
{
    private const long Idle = -1;
    private const long Abandoned = -2;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);

    private readonly CallEngine _engine;
    private readonly ManualResetEventSlim _posted = new(false);
    private readonly ManualResetEventSlim _changed = new(false);
    private CallSequence? _sequence;
    private int _first;
    private bool _leftTask;

    // Twice the ticket of the running call, plus one when it is being cancelled; or one of the two constants. Every transition is
    // an exchange, so that the lane and the supervisor always agree on who ended a call.
    private long _running = Idle;

    public CallLane(CallEngine engine)
    {
        _engine = engine;
        // No execution context: what the caller's logical flow carries is not the extension's to see or to keep alive.
        new Thread(Work) { IsBackground = true, Name = "dqx-lane" }.UnsafeStart();
    }

    /// <summary>The ticket of the call that is being made; negative when there is none.</summary>
    public long Running => Volatile.Read(ref _running) is >= 0 and var running ? running >> 1 : Idle;

    private bool IsAbandoned => Volatile.Read(ref _running) == Abandoned;

    /// <summary>Hands over calls, from the given index on. A null sequence ends the thread.</summary>
    public void Post(CallSequence? sequence, int first = 0)
    {
        _sequence = sequence;
        _first = first;
        _posted.Set();
    }

    /// <summary>Marks a running call as being cancelled; false when it has just ended. Its source may be cancelled then.</summary>
    public bool TryCancel(long ticket) => Interlocked.CompareExchange(ref _running, (ticket << 1) | 1, ticket << 1) == ticket << 1;

    /// <summary>Takes a call that is being cancelled away from this lane; false when it has just ended.</summary>
    public bool TryAbandon(long ticket)
    {
        var taken = Interlocked.CompareExchange(ref _running, Abandoned, (ticket << 1) | 1) == ((ticket << 1) | 1);
        if (taken)
        {
            _changed.Set();
        }

        return taken;
    }

    /// <inheritdoc/>
    public bool WaitFor(Task task, GuardedCall call)
    {
        _changed.Reset();
        _ = task.ContinueWith(
            static (ended, lane) =>
            {
                // Reading it marks the exception of an abandoned task as seen.
                _ = ended.Exception;
                ((CallLane?)lane)?._changed.Set();
            },
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        while (!task.IsCompleted && !IsAbandoned)
        {
            // The tick is for a continuation that waits for a pool thread while the pool is exhausted.
            _changed.Wait(s_tick);
            _changed.Reset();
        }

        if (!IsAbandoned)
        {
            return true;
        }

        _leftTask = true;
        _ = task.ContinueWith(
            static (_, call) => ((GuardedCall?)call)?.CameBack = true, call, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return false;
    }

    private void Work()
    {
        while (Next())
        {
        }

        _posted.Dispose();
        // Not _changed: the continuation of an abandoned task may still set it; without a wait handle it holds nothing.
    }

    /// <summary>One sequence. A method of its own, so that the waiting thread's stack holds on to nothing.</summary>
    private bool Next()
    {
        _posted.Wait(Timeout.Infinite);
        // Before the work: once the engine keeps this lane, the next post may come at any moment.
        _posted.Reset();
        var (sequence, first) = (_sequence, _first);
        _sequence = null;
        if (sequence is null || !MakeCalls(sequence, first))
        {
            return false;
        }

        _engine.Finish(sequence);
        return _engine.TryKeep(this);
    }

    /// <summary>The hot path: two timestamps for two calls, one exchange, nothing allocated. False when this lane was abandoned.</summary>
    private bool MakeCalls(CallSequence sequence, int first)
    {
        var context = ExecutionContext.Capture();
        var observer = sequence.Observer;
        if (first > 0 && sequence[first - 1].Outcome == CallOutcome.Abandoned)
        {
            // The lane that began it is lost, and the supervisor has no time for listeners.
            observer?.Ends(sequence[first - 1]);
        }

        var now = Stopwatch.GetTimestamp();
        for (var i = first; i < sequence.Count && now < sequence.Deadline && !sequence.IsCancelled; i++)
        {
            var call = sequence[i];
            observer?.Begins(call);
            var running = (sequence.FirstTicket + i) << 1;
            call.StartedAt = now;
            Volatile.Write(ref _running, running);
            var fault = ExtensionBoundary.Invoke(call, this);
            var wasCancelled = false;
            if (Interlocked.CompareExchange(ref _running, Idle, running) != running)
            {
                wasCancelled = Interlocked.CompareExchange(ref _running, Idle, running | 1) == (running | 1);
                if (!wasCancelled)
                {
                    call.CameBack = !_leftTask;
                    return false;
                }
            }

            now = Stopwatch.GetTimestamp();
            call.End(now, fault, wasCancelled ? sequence.ReasonToCancel(call, now) : CancelReason.None);
            if (ExecutionContext.Capture() != context && context is not null)
            {
                // Culture, async locals and activities that the extension left behind.
                var culture = CultureInfo.CurrentCulture;
                ExecutionContext.Restore(context);
                call.LeftCulture = !culture.Equals(CultureInfo.CurrentCulture);
            }

            observer?.Ends(call);
        }

        return true;
    }
}
