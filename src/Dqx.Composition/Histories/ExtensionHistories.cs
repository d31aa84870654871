using System.Collections.Immutable;
using Dqx.Composition.Sources;
using Dqx.Composition.Trust;
using Dqx.Composition.Verification;
using Dqx.Delivery;
using Dqx.History;

namespace Dqx.Composition.Histories;

/// <summary>The history providers that extensions bring, by the scheme of their URLs.</summary>
internal sealed class ExtensionHistories : IDisposable
{
    private readonly SourceHost _host;
    private readonly ImmutableArray<ExtensionHistoryProvider> _providers;

    public ExtensionHistories(VerifiedExtensions catalog, TrustPolicy trust, HostServices services)
    {
        _host = new SourceHost(trust, services);
        // The usable ones first: of a scheme that clashes the first stands, and one that is rejected says why where it is asked for.
        var exports =
            from extension in catalog.Extensions
            from export in extension.Histories
            where export.Schemes.Length > 0
            orderby (extension.Rejection ?? export.Rejection) is null ? 0 : 1
            select new ExtensionHistoryProvider(extension, export, _host);
        _providers = [.. exports];
        Schemes = [.. _providers.SelectMany(provider => provider.Schemes).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Sorted.</summary>
    public ImmutableArray<string> Schemes { get; }

    /// <summary>What the operator should know about the trust in the extensions that were loaded.</summary>
    public ImmutableArray<Diagnostic> Findings => _host.Findings;

    /// <exception cref="DqxException">No extension brings it (DQX1013), or the extension that does is not used or refuses.</exception>
    public IMetricHistory OpenHistory(HistoryLocation location) => Provider(location).OpenHistory(location);

    /// <exception cref="DqxException">No extension brings it (DQX1013), or the extension that does is not used or refuses.</exception>
    public IDeliveryJournal OpenJournal(HistoryLocation location, TimeProvider clock) => Provider(location).OpenJournal(location, clock);

    public void Dispose()
    {
        foreach (var provider in _providers)
        {
            provider.Dispose();
        }

        _host.Dispose();
    }

    private ExtensionHistoryProvider Provider(HistoryLocation location) => _providers.FirstOrDefault(provider => provider.Schemes.Contains(location.Scheme))
        ?? throw new DqxException(
            "DQX1013",
            $"The history {location} is of the kind '{OneLine.Of(location.Scheme, 60)}', which no extension in the catalogs brings"
                + (Nearest.Find(location.Scheme, Schemes) is { } nearest ? $"; did you mean '{nearest}'?"
                    : Schemes.IsEmpty ? "; they bring none. Write the path of a file, or sqlite:PATH."
                    : $"; they bring {string.Join(", ", Schemes)}. Write one of these, the path of a file, or sqlite:PATH."));
}
