using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Dqx.Composition.Running;

/// <summary>What became of a call.</summary>
internal enum CallOutcome
{
    /// <summary>It was not made: the deadline had passed or the host was stopping.</summary>
    NotMade,

    /// <summary>It returned.</summary>
    Succeeded,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>It gave up when its token was cancelled at its time limit.</summary>
    TimedOut,

    /// <summary>It ignored its token, and the host went on without it.</summary>
    Abandoned,

    /// <summary>It gave up when the host was stopping.</summary>
    Stopped,
}

/// <summary>Why a call's token was cancelled.</summary>
internal enum CancelReason
{
    None,
    Timeout,
    Deadline,
    HostStops,
}

/// <summary>
/// One step of one extension under a time limit. Made by a <see cref="CallLane"/>, watched by the <see cref="CallSupervisor"/>.
/// Its token source is its own; the times are stopwatch ticks.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A token source without timer and wait handle holds nothing.")]
internal abstract class GuardedCall
{
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromMilliseconds(20);

    private CancellationTokenSource _source = new();

    protected GuardedCall(TimeSpan timeout)
    {
        Timeout = timeout;
        TimeoutTicks = StopwatchTicks.Of(timeout);
        Token = _source.Token;
    }

    public TimeSpan Timeout { get; }

    public long TimeoutTicks { get; }

    /// <summary>When it was begun; written by the lane before it publishes the call.</summary>
    public long StartedAt { get; set; }

    public long EndedAt { get; set; }

    /// <summary>Why its token was cancelled; set when it ends.</summary>
    public CancelReason CancelReason { get; set; }

    public CallOutcome Outcome { get; set; }

    /// <summary>What went wrong; null when nothing did, and when the call was abandoned.</summary>
    public ProcessorFault? Fault { get; set; }

    /// <summary>Whether an abandoned call has come back after all, so that its processor is free again.</summary>
    public bool CameBack
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }

    /// <summary>Whether it left another culture on its thread, which was put right.</summary>
    public bool LeftCulture { get; set; }

    public CancellationTokenSource Source => _source;

    public TimeSpan Elapsed => Outcome == CallOutcome.NotMade ? TimeSpan.Zero : Stopwatch.GetElapsedTime(StartedAt, EndedAt);

    /// <summary>How long it may take to unwind once it is cancelled.</summary>
    public virtual TimeSpan Grace => DefaultGrace;

    /// <summary>Who it is for, as logs and reports name it.</summary>
    public abstract string Subject { get; }

    /// <summary>The main assembly of the extension whose code is called, as it lies in the catalog; null when no extension's is.</summary>
    public virtual string? File => null;

    /// <summary>The phase that it is in now.</summary>
    public abstract string Phase { get; }

    protected CancellationToken Token { get; private set; }

    /// <summary>Makes the call. Whatever it throws is caught by <see cref="ExtensionBoundary"/>.</summary>
    public abstract ValueTask InvokeAsync();

    /// <summary>The exception in the host's words.</summary>
    public abstract ProcessorFault Describe(Exception exception);

    /// <summary>Notes that the host stopped before it was made.</summary>
    public void Stop() => CancelReason = CancelReason.HostStops;

    /// <summary>Makes ready to be made (again), with a token that is not cancelled. Never after it was abandoned.</summary>
    public void Arm()
    {
        // The thread that cancels may come late; what it holds is never used again.
        if (CancelReason != CancelReason.None || !_source.TryReset())
        {
            _source = new CancellationTokenSource();
        }

        Token = _source.Token;
        Outcome = CallOutcome.NotMade;
        CancelReason = CancelReason.None;
        Fault = null;
        LeftCulture = false;
        (StartedAt, EndedAt) = (0, 0);
    }

    /// <summary>Notes how it ended; called by whoever took it out of the running state, and by nobody else.</summary>
    public void End(long endedAt, ProcessorFault? fault, CancelReason reason)
    {
        EndedAt = endedAt;
        Fault = fault;
        CancelReason = reason;
        Outcome = (fault, CancelReason) switch
        {
            (null, _) => CallOutcome.Succeeded,
            (_, CancelReason.None) => CallOutcome.Failed,
            (_, CancelReason.HostStops) => CallOutcome.Stopped,
            _ => CallOutcome.TimedOut,
        };
    }

    public void Abandon(long endedAt, CancelReason reason)
    {
        EndedAt = endedAt;
        CancelReason = reason;
        Outcome = CallOutcome.Abandoned;
    }
}

/// <summary>Durations as ticks of the stopwatch.</summary>
internal static class StopwatchTicks
{
    public static long Of(TimeSpan duration)
        => duration.TotalSeconds >= long.MaxValue / Stopwatch.Frequency / 4 ? long.MaxValue / 4 : (long)(duration.TotalSeconds * Stopwatch.Frequency);
}
