using Dqx.Composition;
using Dqx.Composition.Verification;
using Dqx.Testing.Hosting;

namespace Dqx.Testing;

/// <summary>Hands runs to one processor through the host's own pipeline, and collects what it was handed, what it logged and what became of it.</summary>
/// <remarks>Safe for concurrent use; runs are handed over one after the other. Disposing it disposes the processor, as a host does.</remarks>
public sealed class CollectingHost : IAsyncDisposable
{
    private readonly CollectedLog _log;
    private readonly Pipeline _pipeline;
    private readonly ExtensionCopy? _copy;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _initialized;

    private CollectingHost(CollectedLog log, Pipeline pipeline, ExtensionCopy? copy)
    {
        _log = log;
        _pipeline = pipeline;
        _copy = copy;
    }

    /// <summary>Everything that was logged so far.</summary>
    public IReadOnlyList<LogEntry> Log => _log.Entries;

    /// <summary>A host of a processor that exists already, to step through it in a test.</summary>
    /// <param name="processor">The processor; not initialised yet.</param>
    /// <param name="options">Settings and the like; null for none.</param>
    public static CollectingHost For(IResultProcessor processor, CollectingHostOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(processor);
        options ??= new CollectingHostOptions();
        var log = new CollectedLog();
        return new CollectingHost(log, Pipeline.For(processor, options, Services(options, log)), copy: null);
    }

    /// <summary>A host of a built extension: found, inspected, verified, loaded and composed as in production.</summary>
    /// <param name="extension">The extension's folder, or its main assembly.</param>
    /// <param name="options">Settings and the like; null for none.</param>
    /// <exception cref="DqxException">It is not there, cannot be used, or holds several processors and none is named: the message says which.</exception>
    public static CollectingHost ForExtension(string extension, CollectingHostOptions? options = null)
    {
        options ??= new CollectingHostOptions();
        var log = new CollectedLog();
        var copy = ExtensionCopy.Of(extension);
        try
        {
            var catalog = DirectoryCatalog.Verify([copy.Catalog]);
            return new CollectingHost(log, Pipeline.For(catalog, options.Processor ?? OnlyProcessor(catalog, copy), options, Services(options, log)), copy);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Initialises the processor where that has not been done, and hands it a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the processor.</param>
    /// <returns>What it was handed and what became of it; a failing processor is no exception.</returns>
    /// <exception cref="ConfigurationException">The settings are wrong; every error at once.</exception>
    public async Task<HandedRun> HandAsync(SuiteRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var before = _log.Entries.Length;
            await InitializeAsync(cancellationToken);
            var (report, handed) = await _pipeline.HandAsync(run, cancellationToken);
            return new HandedRun(report, handed?.Run, handed?.Context, _log.Entries[before..]);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pipeline.DisposeAsync();
        _copy?.Dispose();
        _turn.Dispose();
    }

    internal static HostServices Services(CollectingHostOptions options, CollectedLog log) => new()
    {
        LoggerFactory = log,
        TimeProvider = options.TimeProvider ?? TimeProvider.System,
        History = options.History,
    };

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        if (!_initialized)
        {
            var errors = await _pipeline.InitializeAsync(cancellationToken);
            if (!errors.IsEmpty)
            {
                throw new ConfigurationException(errors);
            }

            _initialized = true;
        }
    }

    private static string OnlyProcessor(VerifiedExtensions catalog, ExtensionCopy copy)
    {
        var names = catalog.Extensions.SelectMany(extension => extension.Processors).Select(processor => processor.Metadata?.Name).OfType<string>().ToArray();
        var why = string.Join("; ", catalog.Diagnostics.Select(copy.Restore));
        return names switch
        {
            [var only] => only,
            [] => throw new DqxException("DQX2411", $"{copy.Original} holds no processor that can be used. {why}".TrimEnd()),
            _ => throw new DqxException("DQX2411", $"{copy.Original} holds several processors: {string.Join(", ", names)}. Name one."),
        };
    }
}
