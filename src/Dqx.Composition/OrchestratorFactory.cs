using System.Collections.Immutable;
using Dqx.Composition.Running;
using Dqx.Composition.Selection;
using Dqx.Composition.Trust;
using Dqx.Composition.Workers;
using Dqx.Suites;

namespace Dqx.Composition;

/// <summary>Stages 5 to 8 in waiting: each selected instance with its extension's runtime, ready to be loaded, composed and initialised.</summary>
internal static class OrchestratorFactory
{
    public static ProcessorOrchestrator Create(SelectedProcessors selection, DqxHostOptions options, TrustPolicy trust, SemaphoreSlim turn)
    {
        var services = HostServices.Of(options);
        var limits = new ProcessorLimits { Deadline = options.Deadline, CoolDown = options.CoolDown, CopiesRuns = options.CopiesRuns };
        if (selection.Selected.IsEmpty)
        {
            return new ProcessorOrchestrator([], selection.Settled, services, limits, trust: null, turn);
        }

        var runtimes = selection.Selected.Where(selected => !IsForWorker(selected)).GroupBy(selected => selected.Extension.Candidate).ToDictionary(
            group => group.Key,
            group => new ExtensionRuntime(group.First().Extension, [.. group.Select(selected => selected.Type).Distinct(StringComparer.Ordinal)], services));
        ImmutableArray<ProcessorInstance> instances =
        [
            .. from selected in selection.Selected
               let runtime = IsForWorker(selected) ? null : runtimes[selected.Extension.Candidate]
               let activator = runtime is null
                   ? (IProcessorActivator)new WorkerActivator(selected, new WorkerLaunch(options.WorkerPath ?? ""), services.LoggerFactory)
                   : new ExportActivator(runtime, selected.Metadata.Name, selected.Type)
               let health = new ProcessorHealth(services.TimeProvider, limits.CoolDown)
               select new ProcessorInstance(selected, runtime, activator, health),
        ];
        return new ProcessorOrchestrator(instances, selection.Settled, services, limits, trust, turn);
    }

    /// <summary>The extension of such a processor is not loaded here, unless another instance of it runs in this process.</summary>
    private static bool IsForWorker(SelectedProcessor selected) => selected.Configuration.Isolation == Isolation.Worker;
}
