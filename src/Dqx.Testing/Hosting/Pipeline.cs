using System.Collections.Immutable;
using Dqx.Composition;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Composition.Running;
using Dqx.Composition.Selection;
using Dqx.Composition.Verification;
using Dqx.Suites;

namespace Dqx.Testing.Hosting;

/// <summary>The host's own pipeline around one processor, which is recorded.</summary>
internal sealed class Pipeline : IAsyncDisposable
{
    private readonly ProcessorOrchestrator _orchestrator;
    private readonly RecordingActivator _activator;
    private readonly ProcessorInstance _instance;
    private readonly ExtensionRuntime? _runtime;

    private Pipeline(SelectedProcessor selected, ExtensionRuntime? runtime, RecordingActivator activator, HostServices services)
    {
        _runtime = runtime;
        _activator = activator;
        Metadata = selected.Metadata;
        // Without a cool-down every run is handed over, also after failures: each is a case of its own.
        var limits = new ProcessorLimits { CoolDown = TimeSpan.Zero };
        _instance = new ProcessorInstance(selected, runtime, activator, new ProcessorHealth(services.TimeProvider, limits.CoolDown));
        _orchestrator = new ProcessorOrchestrator([_instance], [], services, limits);
    }

    public ProcessorMetadata Metadata { get; }

    /// <summary>Why it cannot take runs; null when it can.</summary>
    public ProcessorReport? Broken => _instance.Broken;

    /// <summary>The processor with its recorder; null when it could not be created.</summary>
    public RecordingProcessor? Recorder => _activator.Recorder;

    /// <summary>Tells whether the extension is still in memory; null for a processor that is given, or not loaded.</summary>
    public WeakReference? Context => _runtime?.Context;

    public static Pipeline For(IResultProcessor processor, CollectingHostOptions options, HostServices services)
    {
        var name = options.Instance ?? "subject";
        var file = processor.GetType().Assembly.Location;
        var extension = new Extension { Candidate = new ExtensionCandidate(name, Path.GetDirectoryName(file) ?? "", file, IsLoose: true) };
        var metadata = new ProcessorMetadata { Name = name };
        return new Pipeline(new SelectedProcessor(Configuration(name, options), extension, processor.GetType().FullName ?? name, metadata), null, RecordingActivator.Of(processor), services);
    }

    /// <exception cref="ConfigurationException">The processor is not there, cannot be used, or its required settings are missing.</exception>
    public static Pipeline For(VerifiedExtensions catalog, string processor, CollectingHostOptions options, HostServices services)
    {
        var name = options.Instance ?? processor;
        var selection = ProcessorSelector.Select(catalog, [Configuration(name, options) with { Use = processor }], ProcessorFilter.Of([name]));
        if (!selection.Errors.IsEmpty || selection.Selected.IsEmpty)
        {
            throw new ConfigurationException([.. selection.Errors, .. selection.Settled.Select(Unusable)]);
        }

        var selected = selection.Selected[0];
        var runtime = new ExtensionRuntime(selected.Extension, [selected.Type], services);
        return new Pipeline(selected, runtime, RecordingActivator.Of(new ExportActivator(runtime, selected.Metadata.Name, selected.Type)), services);
    }

    /// <summary>The settings errors; empty when there are none. What else goes wrong is in the report of the next run.</summary>
    public Task<ImmutableArray<Diagnostic>> InitializeAsync(CancellationToken cancellationToken) => _orchestrator.InitializeAsync(cancellationToken);

    public async Task<(ProcessorReport Report, (SuiteRun Run, ProcessorContext Context)? Handed)> HandAsync(SuiteRun run, CancellationToken cancellationToken)
    {
        Recorder?.Handed = null;
        var processed = await _orchestrator.ProcessAsync(run, cancellationToken);
        return (processed.Run.Processors[0], Recorder?.Handed);
    }

    public async ValueTask DisposeAsync()
    {
        await _orchestrator.DisposeAsync();
        _activator.Forget();
    }

    private static ProcessorConfiguration Configuration(string name, CollectingHostOptions options)
        => new() { Instance = name, Use = name, Settings = options.Settings, Timeout = options.Timeout };

    private static Diagnostic Unusable(SettledProcessor settled) => new()
    {
        Id = settled.Report.Diagnostic ?? "DQX2411",
        Severity = DiagnosticSeverity.Error,
        Message = $"{settled.Report.Name}: {settled.Report.Error}",
        File = settled.Report.File,
    };
}
