using System.Collections.Immutable;
using Dqx.Composition.Running;
using Dqx.Delivery;
using Dqx.Suites;

namespace Dqx.Composition.Delivery;

/// <summary>Hands runs to the processors of a host: what earlier runs left first, oldest first, then the run that there is now.</summary>
internal sealed class Deliveries(ImmutableArray<ProcessorInstance> instances, DeliveryDesk? desk, IProcessorCalls calls, TimeProvider clock, TimeZoneInfo zone)
{
    /// <summary>Those that did not take a run that was left for them: nothing newer overtakes it.</summary>
    private readonly Dictionary<ProcessorInstance, ProcessorReport> _stopped = [];

    /// <summary>Keeps the run, then hands it over. What became of it for each instance.</summary>
    public async Task<IReadOnlyDictionary<ProcessorInstance, ProcessorReport>> HandOverAsync(SuiteRun run, CancellationToken cancellationToken)
    {
        var targets = instances.Where(instance => !instance.Selected.Configuration.IsOfThisRun).Select(instance => new DeliveryTarget(instance.Name, instance.Selected.Metadata.Name)).ToList();
        var isKept = desk is not null && targets.Count > 0 && await desk.TryAcceptAsync(run, targets, cancellationToken);
        if (isKept)
        {
            await DeliverLeftOversAsync(run.Suite, run.RunId, cancellationToken);
        }

        var due = instances.Where(instance => !_stopped.ContainsKey(instance)).ToList();
        var reports = await new Handover(run, isKept ? desk : null, calls, clock, zone).RunAsync(due, cancellationToken);
        if (isKept && desk is not null)
        {
            await desk.ForgetAsync(run.Suite);
        }

        return instances.ToDictionary(instance => instance, instance => _stopped.TryGetValue(instance, out var waits) ? waits : reports[instance]);
    }

    /// <summary>Hands over what earlier runs left; how many deliveries are due still.</summary>
    public async Task<int> DeliverLeftOversAsync(string suite, CancellationToken cancellationToken)
    {
        if (desk is null)
        {
            return 0;
        }

        await DeliverLeftOversAsync(suite, except: null, cancellationToken);
        return (await desk.BacklogAsync(suite, except: null, cancellationToken)).Count;
    }

    private async Task DeliverLeftOversAsync(string suite, Guid? except, CancellationToken cancellationToken)
    {
        if (desk is null)
        {
            return;
        }

        foreach (var record in await desk.BacklogAsync(suite, except, cancellationToken))
        {
            // One that is not configured any more may come back; until then its runs wait, and expire.
            var instance = instances.FirstOrDefault(instance => instance.Name == record.Key.Instance);
            if (desk.IsExpired(record, instance?.Selected.Configuration.Expire ?? ProcessorConfiguration.DefaultExpire))
            {
                await desk.NoteExpiredAsync(record);
            }
            else if (instance is not null && !_stopped.ContainsKey(instance))
            {
                await DeliverAsync(desk, record, instance, cancellationToken);
            }
        }
    }

    private async Task DeliverAsync(DeliveryDesk desk, DeliveryRecord record, ProcessorInstance instance, CancellationToken cancellationToken)
    {
        if (await desk.FindRunAsync(record.Key, cancellationToken) is not { } run)
        {
            return;
        }

        var report = (await new Handover(run, desk, calls, clock, zone).RunAsync([instance], cancellationToken))[instance];
        desk.LogLeftOver(record, report);
        if (report.Status is not (ProcessorStatus.Succeeded or ProcessorStatus.Skipped))
        {
            _stopped[instance] = ProcessorReports.Waiting(report, record.ResultKey.Date);
        }
    }
}
