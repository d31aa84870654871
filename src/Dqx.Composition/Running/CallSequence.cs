using System.Diagnostics;

namespace Dqx.Composition.Running;

/// <summary>Told about calls as they begin and end, on the lane that makes them.</summary>
internal interface ICallObserver
{
    void Begins(GuardedCall call);

    void Ends(GuardedCall call);
}

/// <summary>Calls that are made one after the other, under one deadline.</summary>
internal sealed class CallSequence
{
    // Continuations run on the lane that completes it: pool threads may all be blocked by an extension.
    private readonly TaskCompletionSource _completion = new();
    private readonly GuardedCall[] _calls;
    private readonly CancellationToken _cancellation;

    public CallSequence(GuardedCall[] calls, TimeSpan deadline, ICallObserver? observer, CancellationToken cancellation)
    {
        _calls = calls;
        _cancellation = cancellation;
        Observer = observer;
        Deadline = Stopwatch.GetTimestamp() + StopwatchTicks.Of(deadline);
    }

    public ICallObserver? Observer { get; }

    /// <summary>The stopwatch's ticks at which the whole sequence has to be over.</summary>
    public long Deadline { get; }

    /// <summary>The ticket of the first call. Tickets are never used twice, so that the supervisor cannot take one call for another.</summary>
    public long FirstTicket { get; set; }

    /// <summary>The lane that makes the calls now.</summary>
    public CallLane? Lane { get; set; }

    public int Count => _calls.Length;

    public GuardedCall this[int index] => _calls[index];

    public bool IsCancelled => _cancellation.IsCancellationRequested;

    /// <summary>Why a call is to be cancelled now; <see cref="CancelReason.None"/> when it is within its limits.</summary>
    public CancelReason ReasonToCancel(GuardedCall call, long now)
        => IsCancelled ? CancelReason.HostStops
            : now >= Deadline ? CancelReason.Deadline
            : now - call.StartedAt >= call.TimeoutTicks ? CancelReason.Timeout
            : CancelReason.None;

    public Task Completion => _completion.Task;

    public void Complete() => _completion.SetResult();
}
