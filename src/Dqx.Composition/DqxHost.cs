using System.Collections.Immutable;
using Dqx.Composition.Running;
using Dqx.Composition.Selection;
using Dqx.Composition.Settings;
using Dqx.Composition.Trust;
using Dqx.Composition.Verification;
using Dqx.Composition.Workers;
using Dqx.Datasets;
using Dqx.Suites;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Composition;

/// <summary>Runs suites and hands the outcome to result processors from catalog directories.</summary>
/// <remarks>
/// Safe for concurrent use: suites are evaluated at once, processors take one run after the other. Nothing of an extension is
/// loaded before <see cref="StartAsync"/>; without catalogs nothing of MEF is. Dispose it: that disposes the processors.
/// </remarks>
public sealed class DqxHost : IAsyncDisposable
{
    private readonly VerifiedExtensions _catalog;
    private readonly ImmutableArray<ProcessorConfiguration> _configurations;
    private readonly ProcessorFilter _filter;
    private readonly SelectedProcessors _selection;
    private readonly ProcessorOrchestrator _orchestrator;
    private readonly TrustPolicy _trust;
    private readonly SuiteRunner _runner;
    private readonly SemaphoreSlim _starting = new(1, 1);
    private ConfigurationException? _refusal;
    private volatile bool _started;

    private DqxHost(DqxHostOptions options, ImmutableArray<ProcessorConfiguration> configurations)
    {
        _configurations = configurations;
        _filter = ProcessorFilter.Of(options.OnlyProcessors);
        _catalog = _filter.IsNone || options.Catalogs.Count == 0 ? VerifiedExtensions.None : DirectoryCatalog.Verify(options.Catalogs);
        var nothing = _filter.IsNone || (_filter.IsOpen && _configurations.IsEmpty && ReferenceEquals(_catalog, VerifiedExtensions.None));
        _selection = nothing ? SelectedProcessors.None : ProcessorSelector.Select(_catalog, _configurations, _filter);
        _runner = new SuiteRunner(options.TimeProvider) { History = options.History };
        _trust = new TrustPolicy(
            new TrustOptions { Mode = options.Trust, LockFile = options.LockFile, AllowWorldWritable = options.AllowWorldWritable },
            options.LoggerFactory ?? NullLoggerFactory.Instance);
        _orchestrator = OrchestratorFactory.Create(_selection, options, _trust);
    }

    /// <summary>What the catalogs hold and how each processor stands now.</summary>
    public DirectoryCatalog Catalog
        => new(CatalogEntries.Of(_catalog, _configurations, _filter, _orchestrator.Instances), [.. _catalog.Diagnostics, .. _selection.Errors, .. _selection.Diagnostics]);

    /// <summary>What is wrong with the configuration as far as it can be known without running code of extensions.</summary>
    internal ImmutableArray<Diagnostic> ConfigurationErrors => [.. _catalog.Diagnostics.Where(IsMissingCatalog), .. _selection.Errors];

    /// <summary>The processor instances that would take a run now, in order.</summary>
    public ImmutableArray<string> ProcessorOrder => [.. _orchestrator.Instances.Select(instance => instance.Name)];

    /// <summary>Makes a host.</summary>
    /// <param name="configure">Sets the options.</param>
    /// <exception cref="ConfigurationException">Options are wrong; every error at once.</exception>
    public static DqxHost Create(Action<DqxHostOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new DqxHostOptions();
        configure(options);
        return Create(options);
    }

    /// <summary>Makes a host. The catalogs' files are read; nothing of them runs.</summary>
    /// <param name="options">The options; changing them afterwards changes nothing.</param>
    /// <exception cref="ConfigurationException">Options are wrong; every error at once.</exception>
    public static DqxHost Create(DqxHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = HostOptionsValidator.Validate(options);
        ImmutableArray<ProcessorConfiguration> configurations = [.. options.Processors];
        if (errors.Count == 0 && options.Configuration is { } configuration)
        {
            configurations = ProcessorConfigurations.Override(configurations, SettingsOverride.From(configuration), errors);
        }

        errors.AddRange(WorkerConfiguration.Problems(configurations, options.WorkerPath));
        return errors.Count == 0 ? new DqxHost(options, configurations) : throw new ConfigurationException(errors);
    }

    /// <summary>Loads the extensions and initialises the processors, once. Running a suite does it where it has not been done.</summary>
    /// <exception cref="ConfigurationException">A catalog is missing, a named processor is in none, settings are missing or wrong:
    /// every error at once. A processor that is broken is no configuration error; its report says so.</exception>
    /// <exception cref="OperationCanceledException">The host was asked to stop.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
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
                Refuse(ConfigurationErrors);
                if (_selection.Selected.Length > 0)
                {
                    Refuse(_trust.LockErrors());
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

    /// <summary>Runs a suite and hands the outcome to the processors.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="datasets">The datasets, each with a name of its own.</param>
    /// <param name="key">The date and identity tags.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The outcome with the processors' reports. Neither bad data nor a failing processor is an exception.</returns>
    /// <exception cref="ConfigurationException">See <see cref="StartAsync"/>; no data was read.</exception>
    /// <exception cref="DqxException">The suite does not fit the datasets.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<SuiteRun> RunAsync(
        VerificationSuite suite, IReadOnlyList<IDataset> datasets, ResultKey key, CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken);
        var run = await _runner.RunAsync(suite, datasets, key, options: null, cancellationToken);
        return (await ProcessAsync(run, cancellationToken)).Run;
    }

    /// <summary>Hands a run to the processors.</summary>
    /// <param name="run">The run; findings about the catalogs are added to it.</param>
    /// <param name="cancellationToken">Stops the processors.</param>
    /// <exception cref="ConfigurationException">See <see cref="StartAsync"/>.</exception>
    /// <exception cref="OperationCanceledException">The host was asked to stop; the processor that was running has been given up.</exception>
    public async Task<ProcessedRun> ProcessAsync(SuiteRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        await StartAsync(cancellationToken);
        if (ReferenceEquals(_selection, SelectedProcessors.None))
        {
            return new ProcessedRun(run with { Processors = [] }, [], []);
        }

        var findings = run with { Diagnostics = [.. run.Diagnostics, .. _catalog.Diagnostics, .. _selection.Diagnostics, .. _orchestrator.TrustFindings] };
        return await _orchestrator.ProcessAsync(findings, cancellationToken);
    }

    /// <summary>Disposes the processors, each under a time limit, and lets the extensions go.</summary>
    public ValueTask DisposeAsync() => _orchestrator.DisposeAsync();

    private void Refuse(ImmutableArray<Diagnostic> errors)
    {
        if (errors.Length > 0)
        {
            _refusal = new ConfigurationException(errors);
            throw _refusal;
        }
    }

    private static bool IsMissingCatalog(Diagnostic diagnostic) => diagnostic.Id == "DQX2001";
}
