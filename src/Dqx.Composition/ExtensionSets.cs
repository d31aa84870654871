using System.Collections.Immutable;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Loading;
using Dqx.Suites;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Composition;

/// <summary>The set of extensions that takes new runs, and the ones before it until their last run has ended.</summary>
internal sealed class ExtensionSets : IAsyncDisposable
{
    private readonly DqxHostOptions _options;
    private readonly ImmutableArray<ProcessorConfiguration> _configurations;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _reloading = new(1, 1);
    private readonly Queue<ExtensionSet> _retired = new();
    private ImmutableArray<UnloadedExtension> _unloaded = [];
    private volatile ExtensionSet _current;
    private bool _disposed;

    public ExtensionSets(DqxHostOptions options, ImmutableArray<ProcessorConfiguration> configurations)
    {
        _options = options;
        _configurations = configurations;
        _logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Dqx.Composition.Extensions");
        _current = new ExtensionSet(options, configurations, _turn);
    }

    public ExtensionSet Current => _current;

    /// <summary>Extensions that were let go and are still in memory.</summary>
    public ImmutableArray<Diagnostic> Uncollected
        => [.. _unloaded.Where(extension => extension.IsAlive).GroupBy(extension => extension.Origin, (origin, loads) => CatalogDiagnostics.NotCollected(origin, loads.Count()))];

    /// <summary>Begins a use of the current set, which the caller ends by <see cref="ExtensionSet.Leave"/>.</summary>
    public ExtensionSet Enter()
    {
        while (true)
        {
            // A set is replaced before it is retired: who comes too late for one finds the next.
            var set = _current;
            if (set.TryEnter())
            {
                return set;
            }
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var set = Enter();
        try
        {
            await set.StartAsync(cancellationToken);
        }
        finally
        {
            set.Leave();
        }
    }

    /// <inheritdoc cref="DqxHost.ReloadAsync"/>
    public async Task<ImmutableArray<Diagnostic>> ReloadAsync(CancellationToken cancellationToken)
    {
        await _reloading.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(DqxHost));
            await ReplaceAsync(cancellationToken);
            while (_retired.Count > 0)
            {
                await LetGoOldestAsync(cancellationToken);
            }

            await UnloadedExtension.CollectAsync(_unloaded, cancellationToken);
            _unloaded = [.. _unloaded.Where(extension => extension.IsAlive)];
            var findings = Uncollected;
            foreach (var finding in findings)
            {
                CompositionLog.NotCollected(_logger, finding.Message);
            }

            return findings;
        }
        finally
        {
            _reloading.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reloading.WaitAsync(CancellationToken.None);
        try
        {
            _disposed = true;
            await _current.DisposeAsync();
            // Those whose reload was cancelled while it waited for their last run.
            while (_retired.TryDequeue(out var set))
            {
                await set.DisposeAsync();
            }
        }
        finally
        {
            _reloading.Release();
        }
    }

    /// <summary>Makes the next set and lets new runs go there. When it is refused, everything stays as it was.</summary>
    private async Task ReplaceAsync(CancellationToken cancellationToken)
    {
        var next = new ExtensionSet(_options, _configurations, _turn);
        if (_current.IsStarted)
        {
            try
            {
                await next.StartAsync(cancellationToken);
            }
            catch
            {
                await next.DisposeAsync();
                throw;
            }
        }

        _retired.Enqueue(_current);
        _current = next;
        CompositionLog.Reloaded(_logger, next.ProcessorOrder.Length);
    }

    /// <summary>A method of its own, so that nothing of the set is left on the stack when it is looked for.</summary>
    private async Task LetGoOldestAsync(CancellationToken cancellationToken)
    {
        var set = _retired.Peek();
        await set.RetireAsync().WaitAsync(cancellationToken);
        await set.DisposeAsync();
        _unloaded = [.. _unloaded, .. set.Unloaded()];
        _retired.Dequeue();
    }
}
