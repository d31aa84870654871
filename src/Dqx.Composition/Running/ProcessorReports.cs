using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Running;

/// <summary>Turns what became of calls into reports.</summary>
internal static class ProcessorReports
{
    public static ProcessorReport Of(ProcessorInstance instance, GuardedCall call)
    {
        var report = Base(instance, StatusOf(call)) with { Duration = call.Elapsed };
        return call.Outcome == CallOutcome.Succeeded ? report : report with
        {
            Phase = call.Fault?.Phase ?? call.Phase,
            Error = OneLine.Of(CallText.Error(call)),
            Diagnostic = CallText.DiagnosticId(call),
        };
    }

    public static ProcessorReport Quarantined(ProcessorInstance instance, string obstacle) => Base(instance, ProcessorStatus.Quarantined) with
    {
        Error = $"it was not called: {obstacle}",
        Diagnostic = "DQX2125",
    };

    /// <summary>It was not to be told about the run.</summary>
    public static ProcessorReport NotDue(ProcessorInstance instance, string? reason) => Base(instance, ProcessorStatus.Skipped) with { Error = OneLine.Of(reason ?? "") };

    /// <summary>The run waits behind an earlier one that the processor did not take.</summary>
    public static ProcessorReport Waiting(ProcessorReport earlier, DateOnly date) => earlier with
    {
        Error = OneLine.Of(FormattableString.Invariant($"it did not take the run of {date:yyyy-MM-dd}, which was left for it, and this one waits: {earlier.Error}")),
    };

    public static ProcessorReport Refused(ProcessorInstance instance, Rejection rejection) => Base(instance, ProcessorStatus.Failed) with
    {
        Phase = rejection.Phase,
        Error = OneLine.Of($"{rejection.Reason}. {rejection.Fix}"),
        Diagnostic = rejection.Id,
    };

    public static ProcessorStatus StatusOf(GuardedCall call) => call.Outcome switch
    {
        CallOutcome.Succeeded => ProcessorStatus.Succeeded,
        CallOutcome.Failed => ProcessorStatus.Failed,
        CallOutcome.Stopped => ProcessorStatus.Skipped,
        CallOutcome.NotMade when call.CancelReason == CancelReason.HostStops => ProcessorStatus.Skipped,
        _ => ProcessorStatus.TimedOut,
    };

    private static ProcessorReport Base(ProcessorInstance instance, ProcessorStatus status) => new()
    {
        Name = instance.Name,
        Use = instance.Selected.Metadata.Name,
        Order = instance.Selected.Metadata.Order,
        Status = status,
        File = instance.Selected.Extension.Candidate.File,
    };
}
