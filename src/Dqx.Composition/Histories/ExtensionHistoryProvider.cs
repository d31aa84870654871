using System.Collections.Immutable;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Sources;
using Dqx.Delivery;
using Dqx.History;

namespace Dqx.Composition.Histories;

/// <summary>A history provider of an extension. Nothing of the extension is loaded before a URL of its schemes is opened.</summary>
/// <remarks>Safe for concurrent use: one call after the other.</remarks>
internal sealed class ExtensionHistoryProvider(Extension extension, ExportedHistory export, SourceHost host) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ExtensionProvider<IHistoryProvider> _provider = new($"history {export.DisplayName}", export.Type, export.Rejection, extension, host);

    public ImmutableArray<string> Schemes => export.Schemes;

    /// <exception cref="DqxException">The extension is not used, cannot be loaded, or refuses the location.</exception>
    public IMetricHistory OpenHistory(HistoryLocation location)
        => Open(location, "history", provider => new ExtensionHistory(provider.OpenHistory(location) ?? throw new InvalidOperationException("its OpenHistory returned null"), $"The history {location}"));

    /// <exception cref="DqxException">The extension is not used, cannot be loaded, or refuses the location.</exception>
    public IDeliveryJournal OpenJournal(HistoryLocation location, TimeProvider clock)
        => Open(location, "delivery journal", provider => new ExtensionJournal(provider.OpenJournal(location, clock) ?? throw new InvalidOperationException("its OpenJournal returned null"), $"The delivery journal {location}"));

    public void Dispose()
    {
        lock (_gate)
        {
            _provider.LetGo(new DqxException("DQX2042", $"The history {export.DisplayName} was disposed with its host."));
        }
    }

    private T Open<T>(HistoryLocation location, string what, Func<IHistoryProvider, T> open)
        where T : class
    {
        lock (_gate)
        {
            var provider = _provider.Value();
            return host.Make(extension, "DQX2042", $"The {what} {location} cannot be opened", Phases.Process, _ => open(provider));
        }
    }
}
