namespace Dqx.Composition.Running;

/// <summary>What became of a call, in words; the same ones in logs and in reports.</summary>
internal static class CallText
{
    /// <summary>The id under which the diagnostics page explains a call that did not succeed.</summary>
    public static string DiagnosticId(GuardedCall call) => call.Outcome switch
    {
        CallOutcome.TimedOut => "DQX2123",
        CallOutcome.Abandoned => "DQX2124",
        CallOutcome.Stopped => "DQX2128",
        CallOutcome.NotMade => call.CancelReason == CancelReason.HostStops ? "DQX2128" : "DQX2127",
        _ => call.Fault?.DiagnosticId ?? "DQX2122",
    };

    public static string Error(GuardedCall call) => call.Outcome switch
    {
        CallOutcome.TimedOut => $"{Limit(call)}, and it stopped: {Cause(call)}",
        CallOutcome.Abandoned => $"{Limit(call)}; it ignored its token and was abandoned",
        CallOutcome.Stopped => "the host was asked to stop",
        CallOutcome.NotMade => call.CancelReason == CancelReason.HostStops ? "it was not called: the host was asked to stop" : "it was not called: the deadline of all processors had passed",
        _ => Cause(call),
    };

    private static string Cause(GuardedCall call) => call.Fault switch
    {
        null => "nothing is known about the cause",
        { IsCancellation: true, Message: var message } when call.CancelReason == CancelReason.None => $"it cancelled itself, which nobody had asked for: {message}",
        var fault => fault.Message,
    };

    private static string Limit(GuardedCall call) => call.CancelReason switch
    {
        CancelReason.Deadline => "the deadline of all processors passed",
        CancelReason.HostStops => "the host was asked to stop",
        _ => $"it exceeded its time limit of {Duration.Format(call.Timeout)}",
    };
}
