using Dqx.Composition.Running;
using Dqx.Composition.Running.Calls;
using Dqx.Delivery;

namespace Dqx.Composition.Delivery;

/// <summary>Hands one run to processors: to each in order, and then again to those that failed and may be tried again.</summary>
/// <param name="run">The run, as processors see it.</param>
/// <param name="desk">The journal; null where there is none, or where it did not keep the run.</param>
/// <param name="calls">Makes calls under a deadline.</param>
/// <param name="clock">The clock of delays.</param>
/// <param name="zone">The zone in which days begin.</param>
internal sealed class Handover(SuiteRun run, DeliveryDesk? desk, IProcessorCalls calls, TimeProvider clock, TimeZoneInfo zone)
{
    private readonly Dictionary<ProcessorInstance, ProcessorReport> _reports = [];

    /// <summary>What became of it for each instance.</summary>
    public async Task<IReadOnlyDictionary<ProcessorInstance, ProcessorReport>> RunAsync(IReadOnlyCollection<ProcessorInstance> instances, CancellationToken cancellationToken)
    {
        var failed = await RoundAsync(instances, attempt: 1, cancellationToken);
        if (failed.Count > 0)
        {
            await new RetryRounds(clock, calls.Left).RunAsync(failed, RoundAsync, cancellationToken);
        }

        return _reports;
    }

    /// <summary>One attempt for each; those that may be tried again.</summary>
    private async Task<List<ProcessorInstance>> RoundAsync(IReadOnlyCollection<ProcessorInstance> instances, int attempt, CancellationToken cancellationToken)
    {
        var made = new List<ProcessCall>(instances.Count);
        foreach (var instance in instances)
        {
            if (desk is null)
            {
                if (Prepare(instance, attempt) is { } call)
                {
                    made.Add(call);
                }
            }
            else if (await (instance.Selected.Configuration.IsOfThisRun ? CallAsync(instance, attempt, cancellationToken) : DeliverAsync(instance, desk, cancellationToken)) is { } delivered)
            {
                made.Add(delivered);
            }
        }

        if (desk is null)
        {
            await calls.MakeAsync([.. made], cancellationToken);
            foreach (var call in made)
            {
                Close(call);
            }
        }

        return [.. made.Where(call => MayBeTriedAgain(call, attempt)).Select(call => call.Instance)];
    }

    private ProcessCall? Prepare(ProcessorInstance instance, int attempt)
    {
        if (Processor(instance) is not { } processor)
        {
            return null;
        }

        var decision = instance.Rule(zone).Decide(run, told: null, clock.GetUtcNow());
        return decision.IsTold ? Arm(instance, processor, decision.Notification, attempt) : Skip(instance, decision.Reason);
    }

    /// <summary>In its place among the others, past the journal.</summary>
    private async Task<ProcessCall?> CallAsync(ProcessorInstance instance, int attempt, CancellationToken cancellationToken)
    {
        if (Prepare(instance, attempt) is not { } call)
        {
            return null;
        }

        await calls.MakeAsync([call], cancellationToken);
        Close(call);
        return call;
    }

    /// <summary>Taken, made and noted before the next one is looked at: a process that is killed repeats one delivery at most.</summary>
    private async Task<ProcessCall?> DeliverAsync(ProcessorInstance instance, DeliveryDesk desk, CancellationToken cancellationToken)
    {
        if (Processor(instance) is not { } processor)
        {
            await desk.NoteFailedAsync(new DeliveryKey(run.RunId, instance.Name), TimeSpan.Zero, _reports[instance].Error ?? "it is not in use");
            return null;
        }

        var slip = await desk.TakeAsync(run, instance.Name, instance.Rule(zone), instance.Timeout, cancellationToken);
        if (!slip.Decision.IsTold)
        {
            return Skip(instance, slip.Decision.Reason);
        }

        var call = Arm(instance, processor, slip.Decision.Notification, slip.Attempt);
        await calls.MakeAsync([call], cancellationToken);
        var report = Close(call);
        if (call.Outcome == CallOutcome.Succeeded)
        {
            await desk.NoteSentAsync(slip, run, report.Duration);
        }
        else
        {
            await desk.NoteFailedAsync(slip.Key, report.Duration, report.Error ?? WireNames.Of(report.Status));
        }

        return call;
    }

    /// <summary>The processor; null, with its report, when it cannot be called.</summary>
    private IResultProcessor? Processor(ProcessorInstance instance)
    {
        if (instance is not { Broken: null, Created.Processor: { } processor })
        {
            Report(instance, instance.Broken ?? ProcessorReports.Quarantined(instance, "it was not initialised"));
            return null;
        }

        if (instance.Health.Obstacle is { } obstacle)
        {
            Report(instance, ProcessorReports.Quarantined(instance, obstacle));
            return null;
        }

        return processor;
    }

    private ProcessCall Arm(ProcessorInstance instance, IResultProcessor processor, Notification notification, int attempt)
    {
        var call = instance.Call(processor, calls.CopiesRuns);
        call.Arm(run, new ProcessorContext { Instance = instance.Name, Attempt = attempt, IdempotencyKey = $"{run.RunId}/{instance.Name}", Notification = notification });
        return call;
    }

    private ProcessCall? Skip(ProcessorInstance instance, string? reason)
    {
        Report(instance, ProcessorReports.NotDue(instance, reason));
        return null;
    }

    private ProcessorReport Close(ProcessCall call)
    {
        call.Disarm();
        call.Instance.Health.Note(call);
        var report = ProcessorReports.Of(call.Instance, call);
        Report(call.Instance, report);
        return report;
    }

    /// <summary>The last attempt counts, with the time of all of them.</summary>
    private void Report(ProcessorInstance instance, ProcessorReport report)
        => _reports[instance] = _reports.TryGetValue(instance, out var earlier) ? report with { Duration = earlier.Duration + report.Duration } : report;

    private static bool MayBeTriedAgain(ProcessCall call, int attempt)
        => call.Outcome is CallOutcome.Failed or CallOutcome.TimedOut && call.Instance.Selected is { Metadata.Idempotent: true, Configuration.Retries: var retries } && attempt <= retries;
}

/// <summary>Makes calls of processors.</summary>
internal interface IProcessorCalls
{
    /// <summary>Whether each processor gets a copy of the run.</summary>
    bool CopiesRuns { get; }

    /// <summary>How much is left of the deadline of all processors.</summary>
    TimeSpan Left();

    /// <summary>Makes them in order, within what is left of the deadline.</summary>
    Task MakeAsync(GuardedCall[] calls, CancellationToken cancellationToken);
}
