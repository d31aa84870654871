using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Dqx.Composition.Histories;
using Dqx.Composition.Selection;
using Dqx.Composition.Settings;
using Dqx.Composition.Sources;
using Dqx.Composition.Suites;
using Dqx.Composition.Verification;
using Dqx.Composition.Workers;
using Dqx.Datasets;
using Dqx.Delivery;
using Dqx.History;
using Dqx.Suites;

namespace Dqx.Composition;

/// <summary>Runs suites and hands the outcome to result processors from catalog directories.</summary>
/// <remarks>
/// Safe for concurrent use: suites are evaluated at once, processors take one run after the other. Nothing of an extension is
/// loaded before <see cref="StartAsync"/>; without catalogs nothing of MEF is. Dispose it: that disposes the processors.
/// </remarks>
public sealed class DqxHost : IAsyncDisposable
{
    private readonly DqxHostOptions _options;
    private readonly ExtensionSets? _extensions;
    private readonly Lock _gate = new();
    private VerifiedExtensions? _providers;
    private ExtensionDataSources? _sources;
    private ExtensionSuites? _suites;
    private ExtensionHistories? _histories;

    private DqxHost(DqxHostOptions options, ExtensionSets? extensions)
    {
        _options = options;
        _extensions = extensions;
    }

    /// <summary>What the catalogs hold and how each processor stands now.</summary>
    public DirectoryCatalog Catalog
    {
        get
        {
            return _extensions is { Current: var current } extensions
                ? new DirectoryCatalog(current.Entries, [.. current.Diagnostics, .. extensions.Uncollected])
                : new DirectoryCatalog([], []);
        }
    }

    /// <summary>The kinds of data source: those of <see cref="DqxHostOptions.DataSources"/> and those that extensions bring.</summary>
    /// <remarks>An extension is loaded when the first dataset of its kind is made, under the rules for processors: trust, versions,
    /// a time limit. What fails is told by a <see cref="DqxException"/> for that dataset alone. They live as long as the host, and
    /// <see cref="ReloadAsync"/> leaves them alone, because datasets are made of them.</remarks>
    public DataSources DataSources
    {
        get
        {
            lock (_gate)
            {
                _sources ??= new ExtensionDataSources(Providers(), _options.DataSources, ExtensionSet.TrustOf(_options), HostServices.Of(_options));
                return _sources.All;
            }
        }
    }

    /// <summary>The suites that extensions bring, sorted; those that are rejected say why when they are opened.</summary>
    public ImmutableArray<string> SuiteNames => Suites.Names;

    /// <summary>What is wrong with the catalogs that data sources, suites and histories come from: directories that are not there.</summary>
    internal ImmutableArray<Diagnostic> MissingCatalogs
    {
        get
        {
            lock (_gate)
            {
                return [.. Providers().Diagnostics.Where(ExtensionSet.IsMissingCatalog)];
            }
        }
    }

    /// <summary>The schemes of the URLs that <see cref="OpenHistory"/> and <see cref="OpenJournal"/> take, sorted; those of extensions that
    /// are rejected say why when they are opened.</summary>
    public ImmutableArray<string> HistorySchemes => Histories.Schemes;

    /// <summary>What the operator should know about the trust in the extensions whose histories were opened.</summary>
    internal ImmutableArray<Diagnostic> HistoryFindings => _histories?.Findings ?? [];

    private ExtensionHistories Histories
    {
        get
        {
            lock (_gate)
            {
                return _histories ??= new ExtensionHistories(Providers(), ExtensionSet.TrustOf(_options), HostServices.Of(_options));
            }
        }
    }

    private ExtensionSuites Suites
    {
        get
        {
            lock (_gate)
            {
                return _suites ??= new ExtensionSuites(Providers(), ExtensionSet.TrustOf(_options), HostServices.Of(_options));
            }
        }
    }

    /// <summary>What is wrong with the configuration as far as it can be known without running code of extensions.</summary>
    internal ImmutableArray<Diagnostic> ConfigurationErrors => _extensions?.Current.ConfigurationErrors ?? [];

    /// <summary>The processor instances that would take a run now, in order.</summary>
    public ImmutableArray<string> ProcessorOrder => _extensions?.Current.ProcessorOrder ?? [];

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
        // A host that has nothing to compose starts in no time: nothing that the rest needs is loaded.
        return options.IsBare ? new DqxHost(options.Copy(), extensions: null) : Check(options);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DqxHost Check(DqxHostOptions options)
    {
        var errors = HostOptionsValidator.Validate(options);
        // Whoever lets none of them run, or names no place to find them, needs nothing of MEF.
        var composesNothing = errors.Count == 0 && options.Configuration is null && options.Processors.Count == 0
            && (options.OnlyProcessors is { Count: 0 } || (options.OnlyProcessors is null && options.Catalogs.Count == 0));
        return composesNothing ? new DqxHost(options.Copy(), extensions: null) : Compose(options, errors);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DqxHost Compose(DqxHostOptions options, List<Diagnostic> errors)
    {
        ImmutableArray<ProcessorConfiguration> configurations = [.. options.Processors];
        if (errors.Count == 0 && options.Configuration is { } configuration)
        {
            configurations = ProcessorConfigurations.Override(configurations, SettingsOverride.From(configuration), errors);
        }

        errors.AddRange(WorkerConfiguration.Problems(configurations, options.WorkerPath));
        if (errors.Count > 0)
        {
            throw new ConfigurationException(errors);
        }

        var copy = options.Copy();
        return new DqxHost(copy, new ExtensionSets(copy, configurations));
    }

    /// <summary>Has an extension make its suite, under the rules for processors: trust, versions, a time limit.</summary>
    /// <remarks>Its paths are relative to the current directory, and so is its history, whatever folder the extension lies in. The
    /// processors that it names are those of a host that is made for it. It lives as long as the host.</remarks>
    /// <param name="name">One of <see cref="SuiteNames"/>.</param>
    /// <param name="options">What is said about it from outside; null for nothing.</param>
    /// <exception cref="DqxException">There is none of that name, or the extension cannot be used or fails.</exception>
    /// <exception cref="SuiteFileException">The suite is wrong; every error at once.</exception>
    public SuiteFile OpenSuite(string name, SuiteFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var suite = Suites.Get(name);
        return ProvidedSuite.Open(name, suite.Definition(), suite.File, Environment.CurrentDirectory, options ?? new SuiteFileOptions(), Suites.Findings);
    }

    /// <summary>Has an extension open a history, under the rules for processors: trust, versions, a time limit. No server is reached before
    /// it is used.</summary>
    /// <remarks>It needs this host as long as it lives, so it is disposed first. To run suites with it, make another host and set
    /// <see cref="DqxHostOptions.History"/>.</remarks>
    /// <param name="location">A URL of one of <see cref="HistorySchemes"/>.</param>
    /// <exception cref="DqxException">No extension brings its scheme, or the extension cannot be used or refuses it.</exception>
    public IMetricHistory OpenHistory(HistoryLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return Histories.OpenHistory(location);
    }

    /// <summary>Has an extension open the delivery journal that lies beside a history, likewise: for <see cref="DqxHostOptions.Journal"/>.</summary>
    /// <param name="location">The history's URL.</param>
    /// <exception cref="DqxException">No extension brings its scheme, or the extension cannot be used or refuses it.</exception>
    public IDeliveryJournal OpenJournal(HistoryLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return Histories.OpenJournal(location, _options.TimeProvider ?? TimeProvider.System);
    }

    /// <summary>Loads the extensions and initialises the processors, once. Running a suite does it where it has not been done.</summary>
    /// <exception cref="ConfigurationException">A catalog is missing, a named processor is in none, settings are missing or wrong:
    /// every error at once. A processor that is broken is no configuration error; its report says so.</exception>
    /// <exception cref="OperationCanceledException">The host was asked to stop.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => _extensions?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Reads the catalogs again and replaces the extensions by what they hold now: changed, added and removed ones.</summary>
    /// <remarks>
    /// Between runs, never inside one: a run that has begun keeps its processors to the end, the runs after it have the new ones.
    /// The new processors are initialised before the old ones are disposed, and while no processor handles a run. A new extension
    /// that is broken has failed, as at a start; its report says so. Options and settings stay what they were, and so do data
    /// sources. Collects garbage, to see whether the old extensions go: not for every run.
    /// </remarks>
    /// <param name="cancellationToken">Stops waiting. What has been replaced by then stays replaced; the next reload, or the
    /// disposal of the host, disposes what was left.</param>
    /// <returns>Extensions that were let go and stay in memory, by name (DQX2131); empty as a rule.</returns>
    /// <exception cref="ConfigurationException">What the catalogs hold now does not fit the configuration, or a processor refuses
    /// its settings: nothing was replaced.</exception>
    /// <exception cref="ObjectDisposedException">The host was disposed.</exception>
    public Task<ImmutableArray<Diagnostic>> ReloadAsync(CancellationToken cancellationToken = default) 
        => _extensions?.ReloadAsync(cancellationToken) ?? Task.FromResult<ImmutableArray<Diagnostic>>([]);

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
        var runner = new SuiteRunner(_options.TimeProvider) { History = _options.History };
        if (_extensions is null)
        {
            return Bare(await runner.RunAsync(suite, datasets, key, options: null, cancellationToken)).Run;
        }

        var extensions = _extensions.Enter();
        try
        {
            await extensions.StartAsync(cancellationToken);
            var run = await runner.RunAsync(suite, datasets, key, options: null, cancellationToken);
            return (await extensions.ProcessAsync(WithSourceFindings(run), cancellationToken)).Run;
        }
        finally
        {
            extensions.Leave();
        }
    }

    /// <summary>Hands a run to the processors.</summary>
    /// <param name="run">The run; findings about the catalogs are added to it.</param>
    /// <param name="cancellationToken">Stops the processors.</param>
    /// <exception cref="ConfigurationException">See <see cref="StartAsync"/>.</exception>
    /// <exception cref="OperationCanceledException">The host was asked to stop; the processor that was running has been given up.</exception>
    public async Task<ProcessedRun> ProcessAsync(SuiteRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (_extensions is null)
        {
            return Bare(run);
        }

        var extensions = _extensions.Enter();
        try
        {
            return await extensions.ProcessAsync(WithSourceFindings(run), cancellationToken);
        }
        finally
        {
            extensions.Leave();
        }
    }

    /// <summary>Refuses a configuration that can be known to be wrong without running code of extensions.</summary>
    /// <exception cref="ConfigurationException">A catalog is missing, a named processor is in none, settings are missing: every error at once.</exception>
    internal void Check() => _extensions?.Current.Check();

    /// <summary>Says what each processor would be handed, and hands over nothing: no extension is loaded, no processor initialised, nothing written.</summary>
    /// <param name="run">The run; findings about the catalogs are added to it.</param>
    /// <param name="cancellationToken">Stops the reading of the journal.</param>
    /// <returns>The run with a report for each processor: skipped, its error saying what would happen.</returns>
    /// <exception cref="ConfigurationException">A catalog is missing, a named processor is in none, settings are missing.</exception>
    public async Task<ProcessedRun> PreviewAsync(SuiteRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (_extensions is null)
        {
            return Bare(run);
        }

        var extensions = _extensions.Enter();
        try
        {
            return await extensions.PreviewAsync(WithSourceFindings(run), cancellationToken);
        }
        finally
        {
            extensions.Leave();
        }
    }

    /// <summary>Hands over what earlier runs of a suite left in <see cref="DqxHostOptions.Journal"/>, oldest first; a processor is left alone
    /// at its first failure.</summary>
    /// <param name="suite">The suite's name.</param>
    /// <param name="cancellationToken">Stops the processors.</param>
    /// <returns>How many deliveries are due still; 0 without a journal.</returns>
    /// <exception cref="ConfigurationException">See <see cref="StartAsync"/>.</exception>
    /// <exception cref="OperationCanceledException">The host was asked to stop; the processor that was running has been given up.</exception>
    public async Task<int> DeliverLeftOversAsync(string suite, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(suite);
        if (_extensions is null)
        {
            return 0;
        }

        var extensions = _extensions.Enter();
        try
        {
            return await extensions.DeliverLeftOversAsync(suite, cancellationToken);
        }
        finally
        {
            extensions.Leave();
        }
    }

    /// <summary>Disposes the processors, the data sources, the suites and the histories' providers, each under a time limit, and lets the extensions go.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_extensions is not null)
        {
            await _extensions.DisposeAsync();
        }

        _sources?.Dispose();
        _suites?.Dispose();
        _histories?.Dispose();
    }

    private ProcessedRun Bare(SuiteRun run) => new(WithSourceFindings(run) with { Processors = [] }, [], []);

    /// <summary>Where data sources and suites come from: processors that are switched off do not switch off these.</summary>
    private VerifiedExtensions Providers()
        => _providers ??= !ProcessorFilter.Of(_options.OnlyProcessors).IsNone ? _extensions?.Current.Catalog ?? VerifiedExtensions.None
            : _options.Catalogs.Count > 0 ? DirectoryCatalog.Verify(_options.Catalogs, _options.DataSources.Select(source => source.Kind))
            : VerifiedExtensions.None;

    private SuiteRun WithSourceFindings(SuiteRun run)
        => _sources is { Findings: { IsEmpty: false } findings } ? run with { Diagnostics = [.. run.Diagnostics, .. findings] } : run;
}
