using System.Collections.Immutable;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Loading;
using Dqx.Composition.Running;
using Dqx.Composition.Selection;
using Dqx.Composition.Trust;
using Dqx.Composition.Verification;
using Dqx.Suites;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Composition;

/// <summary>The extensions of a host between two reloads: what was found, who was selected, and the processors.</summary>
internal sealed class ExtensionSet : IAsyncDisposable
{
    private readonly VerifiedExtensions _catalog;
    private readonly ImmutableArray<ProcessorConfiguration> _configurations;
    private readonly ProcessorFilter _filter;
    private readonly SelectedProcessors _selection;
    private readonly ProcessorOrchestrator _orchestrator;
    private readonly TrustPolicy _trust;
    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly Lock _gate = new();
    private ConfigurationException? _refusal;
    private volatile bool _started;
    private int _users;
    private TaskCompletionSource? _left;

    /// <summary>Reads the catalogs; nothing of them runs.</summary>
    /// <param name="options">The host's options.</param>
    /// <param name="configurations">The effective configuration of every mentioned instance.</param>
    /// <param name="turn">Whoever holds it may call processors: it outlives a set, so that two sets never take a run at once.</param>
    public ExtensionSet(DqxHostOptions options, ImmutableArray<ProcessorConfiguration> configurations, SemaphoreSlim turn)
    {
        _configurations = configurations;
        _filter = ProcessorFilter.Of(options.OnlyProcessors);
        _catalog = _filter.IsNone || options.Catalogs.Count == 0 ? VerifiedExtensions.None : Verify(options);
        var nothing = _filter.IsNone || (_filter.IsOpen && _configurations.IsEmpty && ReferenceEquals(_catalog, VerifiedExtensions.None));
        _selection = nothing ? SelectedProcessors.None : ProcessorSelector.Select(_catalog, _configurations, _filter);
        _trust = TrustOf(options);
        _orchestrator = OrchestratorFactory.Create(_selection, options, _trust, turn);
    }

    /// <summary>What was found.</summary>
    public VerifiedExtensions Catalog => _catalog;

    public ImmutableArray<CatalogEntry> Entries => CatalogEntries.Of(_catalog, _configurations, _filter, _orchestrator.Instances);

    public ImmutableArray<Diagnostic> Diagnostics => [.. _catalog.Diagnostics, .. _selection.Errors, .. _selection.Diagnostics];

    /// <summary>What is wrong with the configuration as far as it can be known without running code of extensions.</summary>
    public ImmutableArray<Diagnostic> ConfigurationErrors => [.. _catalog.Diagnostics.Where(IsMissingCatalog), .. _selection.Errors];

    public ImmutableArray<string> ProcessorOrder => [.. _orchestrator.Instances.Select(instance => instance.Name)];

    public bool IsStarted => _started;

    /// <summary>Loads the extensions and initialises the processors, once.</summary>
    /// <exception cref="ConfigurationException">The configuration is wrong; every error at once.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_started)
        {
            return;
        }

        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_refusal is not null)
            {
                throw new ConfigurationException(_refusal.Errors);
            }

            if (!_started)
            {
                Check();
                if (_selection.Selected.Length > 0)
                {
                    Refuse(await _orchestrator.InitializeAsync(cancellationToken));
                }

                _started = true;
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Refuses what can be known to be wrong without running code of extensions.</summary>
    /// <exception cref="ConfigurationException">The configuration is wrong; every error at once.</exception>
    public void Check()
    {
        Refuse(ConfigurationErrors);
        Refuse(_selection.Selected.Length > 0 ? _trust.LockErrors() : []);
    }

    /// <summary>Says what each processor would be handed; nothing is loaded.</summary>
    public Task<ProcessedRun> PreviewAsync(SuiteRun run, CancellationToken cancellationToken)
    {
        Check();
        return _orchestrator.PreviewAsync(run with { Diagnostics = [.. run.Diagnostics, .. _catalog.Diagnostics, .. _selection.Diagnostics] }, cancellationToken);
    }

    public async Task<ProcessedRun> ProcessAsync(SuiteRun run, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        if (ReferenceEquals(_selection, SelectedProcessors.None))
        {
            return new ProcessedRun(run with { Processors = [] }, [], []);
        }

        var findings = run with { Diagnostics = [.. run.Diagnostics, .. _catalog.Diagnostics, .. _selection.Diagnostics, .. _orchestrator.TrustFindings] };
        return await _orchestrator.ProcessAsync(findings, cancellationToken);
    }

    public async Task<int> DeliverLeftOversAsync(string suite, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        return await _orchestrator.DeliverLeftOversAsync(suite, cancellationToken);
    }

    /// <summary>Begins a use; false when the set has been retired, so that the newer one is to be used.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            _users += _left is null ? 1 : 0;
            return _left is null;
        }
    }

    /// <summary>Ends a use.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _users--;
            CompleteWhenLeft();
        }
    }

    /// <summary>Lets nobody in any more; done when nobody is inside.</summary>
    public Task RetireAsync()
    {
        lock (_gate)
        {
            _left ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            CompleteWhenLeft();
            return _left.Task;
        }
    }

    public ValueTask DisposeAsync() => _orchestrator.DisposeAsync();

    /// <summary>The extensions that were loaded, after disposal.</summary>
    public ImmutableArray<UnloadedExtension> Unloaded() => _orchestrator.Unloaded();

    /// <summary>What the operator says about trust, as it is now: the lock file is read again.</summary>
    public static TrustPolicy TrustOf(DqxHostOptions options) => new(
        new TrustOptions { Mode = options.Trust, LockFile = options.LockFile, AllowWorldWritable = options.AllowWorldWritable },
        options.LoggerFactory ?? NullLoggerFactory.Instance);

    private VerifiedExtensions Verify(DqxHostOptions options)
    {
        WarmUp.Begin();
        return DirectoryCatalog.Verify(options.Catalogs, options.DataSources.Select(source => source.Kind), Foresee);
    }

    /// <summary>Before selection, from one extension alone: good enough to begin what will be needed.</summary>
    private void Foresee(Extension extension)
    {
        foreach (var processor in extension.Rejection is null ? extension.Processors : [])
        {
            if (processor is { Rejection: null, Metadata: { } metadata } && ProcessorSelector.MayBeLoaded(metadata, _configurations, _filter))
            {
                WarmUp.BeginComposition();
                if (!extension.Files.IsEmpty)
                {
                    WarmUp.BeginComparison();
                }

                return;
            }
        }
    }

    private void CompleteWhenLeft()
    {
        if (_users == 0)
        {
            _left?.TrySetResult();
        }
    }

    private void Refuse(ImmutableArray<Diagnostic> errors)
    {
        if (errors.Length > 0)
        {
            _refusal = new ConfigurationException(errors);
            throw _refusal;
        }
    }

    public static bool IsMissingCatalog(Diagnostic diagnostic) => diagnostic.Id == "DQX2001";
}
