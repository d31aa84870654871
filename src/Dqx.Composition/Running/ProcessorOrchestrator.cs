using System.Collections.Immutable;
using System.Diagnostics;
using Dqx.Composition.Delivery;
using Dqx.Composition.Loading;
using Dqx.Composition.Running.Calls;
using Dqx.Composition.Selection;
using Dqx.Composition.Trust;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Running;

/// <summary>
/// Runs processors in metadata order, each timed, isolated and under its time limit. A failure is a value: whatever a processor
/// does, the next one runs, and the report says what happened.
/// </summary>
/// <remarks>Safe for concurrent use; runs are handed over one after the other, also by several orchestrators that share a turn.</remarks>
internal sealed class ProcessorOrchestrator : IAsyncDisposable
{
    private readonly ImmutableArray<ProcessorInstance> _instances;
    private readonly ImmutableArray<SettledProcessor> _settled;
    private readonly ProcessorLimits _limits;
    private readonly TrustPolicy? _trust;
    private readonly ILogger _logger;
    private readonly ICallObserver? _observer;
    private readonly CallEngine _engine;
    private readonly SemaphoreSlim _turn;
    private readonly TimeProvider _clock;
    private readonly DeliveryDesk? _desk;
    private bool _disposed;

    public ProcessorOrchestrator(ImmutableArray<ProcessorInstance> instances, ImmutableArray<SettledProcessor> settled, HostServices services, ProcessorLimits limits, TrustPolicy? trust = null, SemaphoreSlim? turn = null)
    {
        _turn = turn ?? new SemaphoreSlim(1, 1);
        _trust = trust;
        _instances = instances;
        _settled = settled;
        _limits = limits;
        _observer = services.CallObserver;
        _logger = services.LoggerFactory.CreateLogger("Dqx.Composition.Processors");
        _engine = new CallEngine(_logger);
        _clock = services.TimeProvider;
        _desk = services.Journal is { } journal ? new DeliveryDesk(journal, _clock, _logger) : null;
    }

    public ImmutableArray<ProcessorInstance> Instances => _instances;

    /// <summary>What the operator should know about the trust in the extensions; empty before they are loaded.</summary>
    public ImmutableArray<Diagnostic> TrustFindings { get; private set; } = [];

    /// <summary>Loads the extensions and initialises the processors, in order. The configuration errors, of all of them; empty when all is well.</summary>
    /// <exception cref="OperationCanceledException">The host was asked to stop.</exception>
    public async Task<ImmutableArray<Diagnostic>> InitializeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            TrustFindings = _trust is null ? [] : [.. ExtensionTrust.Apply(_trust, _instances)];
            // Awaited here and not in methods of their own: the code of every wait on the way is compiled anew in a cold start.
            var loads = Loads();
            await Make(loads, _limits.Deadline, cancellationToken);
            NoteLoads(loads, cancellationToken);
            var calls = _instances.Where(instance => instance.Broken is null).Select(instance => new InitializeCall(instance)).ToArray();
            await Make(calls, _limits.Deadline, cancellationToken);
            NoteStop(calls, cancellationToken);
            foreach (var call in calls)
            {
                call.Instance.Note(call);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return [.. calls.SelectMany(SettingsErrors)];
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Hands a run to every processor, and says what became of each.</summary>
    /// <exception cref="OperationCanceledException">The host was asked to stop; the processor that was running has been given up.</exception>
    public async Task<ProcessedRun> ProcessAsync(SuiteRun run, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var outcome = new RunOutcome(_instances.Length);
            var handed = run with { Processors = [], Exit = null };
            var deliveries = new Deliveries(_instances, _desk, new ProcessorCalls(this, _limits), _clock, _limits.Zone);
            var reports = await deliveries.HandOverAsync(handed, cancellationToken);
            foreach (var instance in _instances)
            {
                outcome.Add(instance, reports[instance]);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return outcome.For(WithFindings(run), _instances, _settled);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says what each processor would be handed. None is initialised, and nothing is written.</summary>
    /// <exception cref="OperationCanceledException">The host was asked to stop.</exception>
    public async Task<ProcessedRun> PreviewAsync(SuiteRun run, CancellationToken cancellationToken)
    {
        var outcome = new RunOutcome(_instances.Length);
        var reports = await new HandoverPreview(run with { Processors = [], Exit = null }, _desk, _clock, _limits.Zone).ReadAsync(_instances, cancellationToken);
        foreach (var instance in _instances)
        {
            outcome.Add(instance, reports[instance]);
        }

        return outcome.For(WithFindings(run), _instances, _settled);
    }

    /// <summary>Hands over what earlier runs of a suite left, oldest first; how many deliveries are due still.</summary>
    /// <exception cref="OperationCanceledException">The host was asked to stop.</exception>
    public async Task<int> DeliverLeftOversAsync(string suite, CancellationToken cancellationToken)
    {
        if (_desk is null)
        {
            return 0;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return await new Deliveries(_instances, _desk, new ProcessorCalls(this, _limits), _clock, _limits.Zone).DeliverLeftOversAsync(suite, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Disposes every processor and container, in the opposite order, each under a time limit; one failure skips none.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (!_disposed)
            {
                _disposed = true;
                await DisposeAllAsync();
                _engine.Dispose();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The extensions that were loaded here; for after the disposal, when they have been let go.</summary>
    public ImmutableArray<UnloadedExtension> Unloaded() =>
    [
        .. from extension in _instances.Select(instance => instance.Extension).OfType<ExtensionRuntime>().Distinct()
           let context = extension.Context
           where context is not null
           select new UnloadedExtension(new ExtensionOrigin(extension.Name, extension.File), context),
    ];

    private SuiteRun WithFindings(SuiteRun run) => _desk is null ? run : run with { Diagnostics = [.. run.Diagnostics, .. _desk.TakeFindings()] };

    private LoadCall[] Loads() =>
    [
        .. from instance in _instances
           where instance.Extension is not null && instance.Broken is null
           group instance by instance.Extension into users
           select new LoadCall(users.Key, _instances.Where(user => user.Extension == users.Key).Min(user => user.Timeout)),
    ];

    private void NoteLoads(LoadCall[] loads, CancellationToken cancellationToken)
    {
        NoteStop(loads, cancellationToken);
        foreach (var load in loads.Where(load => load.Outcome != CallOutcome.Succeeded))
        {
            foreach (var user in _instances.Where(instance => instance.Extension == load.Extension))
            {
                user.NoteNotLoaded(load);
            }
        }
    }

    private async Task MakeAsync(GuardedCall[] calls, TimeSpan deadline, CancellationToken cancellationToken)
    {
        await Make(calls, deadline, cancellationToken);
        NoteStop(calls, cancellationToken);
    }

    private LaneCompletion Make(GuardedCall[] calls, TimeSpan deadline, CancellationToken cancellationToken) => new(
        calls.Length == 0 ? Task.CompletedTask
            : _engine.RunAsync(new CallSequence(calls, deadline, CallObservers.Both(_observer, CallTelemetry.For(_logger)), cancellationToken)));

    private static void NoteStop(GuardedCall[] calls, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            foreach (var call in calls.Where(call => call.Outcome == CallOutcome.NotMade))
            {
                call.Stop();
            }
        }
    }

    private static IEnumerable<Diagnostic> SettingsErrors(InitializeCall call)
    {
        var origin = call.Instance.Selected.Configuration.Origin is { } place ? $"{place}: " : "";
        return (call.Fault?.SettingsErrors ?? []).Select(error => new Diagnostic
        {
            Id = "DQX2101",
            Severity = DiagnosticSeverity.Error,
            Message = OneLine.Of($"{origin}processor '{call.Instance.Name}': {error}"),
        });
    }

    private async Task DisposeAllAsync()
    {
        var disposals = new List<GuardedCall>();
        foreach (var instance in _instances.Reverse())
        {
            // A lost call may still be inside: whatever is done to it now is done behind its back.
            if (instance.Created is { } created && !instance.Health.IsOccupied)
            {
                disposals.Add(new DisposeCall(instance, created, Min(instance.Timeout, _limits.Disposal)));
            }
        }

        var extensions = _instances.Reverse().Select(instance => instance.Extension).OfType<ExtensionRuntime>().Distinct().ToArray();
        disposals.AddRange(
            from extension in extensions
            from container in Enumerable.Range(0, extension.ContainerCount)
            select new ReleaseCall(extension, _limits.Disposal));
        await MakeAsync([.. disposals], _limits.Deadline, CancellationToken.None);
        foreach (var instance in _instances)
        {
            instance.Forget();
        }

        foreach (var extension in extensions)
        {
            extension.Unload();
        }
    }

    /// <summary>Calls within one deadline, which begins when this is made.</summary>
    private sealed class ProcessorCalls(ProcessorOrchestrator orchestrator, ProcessorLimits limits) : IProcessorCalls
    {
        private readonly long _started = Stopwatch.GetTimestamp();

        public bool CopiesRuns => limits.CopiesRuns;

        public TimeSpan Left() => limits.Deadline - Stopwatch.GetElapsedTime(_started);

        public Task MakeAsync(GuardedCall[] calls, CancellationToken cancellationToken) => orchestrator.MakeAsync(calls, Left() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
