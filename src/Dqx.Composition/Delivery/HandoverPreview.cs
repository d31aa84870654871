using System.Collections.Immutable;
using System.Globalization;
using Dqx.Composition.Running;
using Dqx.Delivery;

namespace Dqx.Composition.Delivery;

/// <summary>Says what each processor would be handed, by the rules of <see cref="Handover"/>, and hands over nothing.</summary>
/// <param name="run">The run, as processors would see it.</param>
/// <param name="desk">The journal, which is only read; null where there is none.</param>
/// <param name="clock">By which days go by.</param>
/// <param name="zone">The zone in which days begin.</param>
internal sealed class HandoverPreview(SuiteRun run, DeliveryDesk? desk, TimeProvider clock, TimeZoneInfo zone)
{
    /// <summary>A report for each instance, in order: skipped, with what would happen as its reason.</summary>
    public async Task<IReadOnlyDictionary<ProcessorInstance, ProcessorReport>> ReadAsync(ImmutableArray<ProcessorInstance> instances, CancellationToken cancellationToken)
    {
        var backlog = desk is null || instances.IsEmpty ? [] : await desk.BacklogAsync(run.Suite, run.RunId, cancellationToken);
        var reports = new Dictionary<ProcessorInstance, ProcessorReport>(instances.Length);
        foreach (var instance in instances)
        {
            var told = desk is null ? null : await desk.FindToldAsync(run, instance.Name, cancellationToken);
            var decision = instance.Rule(zone).Decide(run, told, clock.GetUtcNow());
            var left = backlog.Count(record => record.Key.Instance == instance.Name);
            reports[instance] = ProcessorReports.NotDue(instance, Sentence(decision, left));
        }

        return reports;
    }

    private static string Sentence(NotifyDecision decision, int left)
    {
        var before = left switch
        {
            0 => "",
            1 => "; before it, the run that is left for it",
            _ => string.Create(CultureInfo.InvariantCulture, $"; before it, the {left} runs that are left for it"),
        };
        return decision.IsTold ? $"dry run: it would be handed this run, {Kind(decision.Notification)}{before}" : $"dry run: it would not be handed this run: {decision.Reason}{before}";
    }

    private static string Kind(Notification notification) => notification.Kind switch
    {
        NotificationKind.Failure => string.Create(CultureInfo.InvariantCulture, $"as a failure ({notification.New.Length} new, {notification.Recovered.Length} recovered)"),
        NotificationKind.Recovery => string.Create(CultureInfo.InvariantCulture, $"as a recovery ({notification.Recovered.Length} recovered)"),
        NotificationKind.Reminder => "as a reminder",
        _ => "as it gets every run",
    };
}
