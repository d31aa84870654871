using System.Collections.Immutable;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Composition.Running;
using Dqx.Composition.Selection;
using Dqx.Delivery;
using Dqx.Suites;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Composition.Tests.Support;

/// <summary>An orchestrator of given processors, in the order in which they were added.</summary>
internal sealed class Orchestra
{
    private readonly List<ProcessorInstance> _instances = [];

    public ManualClock Clock { get; } = new();

    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    public ProcessorLimits Limits { get; init; } = new();

    public IDeliveryJournal? Journal { get; init; }

    public Orchestra Add(
        string name,
        IResultProcessor processor,
        TimeSpan? timeout = null,
        OnError onError = OnError.Degrade,
        ProcessorSettings? settings = null,
        IDisposable? owner = null,
        TimeSpan? grace = null,
        Func<ProcessorConfiguration, ProcessorConfiguration>? configure = null,
        Func<ProcessorMetadata, ProcessorMetadata>? describe = null)
        => Add(name, new Given(() => new ActivatedProcessor(processor, owner), grace), timeout, onError, settings, configure, describe);

    public Orchestra Add(string name, Func<IResultProcessor> constructor, TimeSpan? timeout = null)
        => Add(name, new Given(() => new ActivatedProcessor(constructor(), null)), timeout, OnError.Degrade, null);

    public ProcessorOrchestrator Build()
        => new([.. _instances], [], new HostServices { LoggerFactory = LoggerFactory, TimeProvider = Clock, Journal = Journal }, Limits);

    /// <summary>Initialises and hands over one run.</summary>
    public async Task<ProcessedRun> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var orchestrator = Build();
        (await orchestrator.InitializeAsync(cancellationToken)).ShouldBeEmpty();
        return await orchestrator.ProcessAsync(Runs.Failing, cancellationToken);
    }

    private Orchestra Add(
        string name,
        IProcessorActivator activator,
        TimeSpan? timeout,
        OnError onError,
        ProcessorSettings? settings,
        Func<ProcessorConfiguration, ProcessorConfiguration>? configure = null,
        Func<ProcessorMetadata, ProcessorMetadata>? describe = null)
    {
        var configuration = new ProcessorConfiguration
        {
            Instance = name,
            Use = name,
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
            OnError = onError,
            Settings = settings ?? ProcessorSettings.Empty,
        };
        var metadata = new ProcessorMetadata { Name = name, Order = _instances.Count };
        var extension = new Extension { Candidate = new ExtensionCandidate(name, "/catalog", $"/catalog/{name}/{name}.dll", IsLoose: false) };
        _instances.Add(new ProcessorInstance(new SelectedProcessor(configure?.Invoke(configuration) ?? configuration, extension, name, describe?.Invoke(metadata) ?? metadata), extension: null, activator, new ProcessorHealth(Clock, Limits.CoolDown)));
        return this;
    }

    private sealed class Given(Func<ActivatedProcessor> create, TimeSpan? grace = null) : IProcessorActivator
    {
        public TimeSpan Grace => grace ?? GuardedCall.DefaultGrace;

        public ActivatedProcessor Create(Action<string> enter)
        {
            enter(Phases.Initialize);
            return create();
        }
    }
}

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
