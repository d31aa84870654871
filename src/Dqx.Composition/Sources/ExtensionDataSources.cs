using System.Collections.Immutable;
using Dqx.Composition.Trust;
using Dqx.Composition.Verification;
using Dqx.Datasets;

namespace Dqx.Composition.Sources;

/// <summary>The kinds of data source of a host: its own, and those that extensions bring.</summary>
internal sealed class ExtensionDataSources : IDisposable
{
    private readonly SourceHost _host;
    private readonly ImmutableArray<ExtensionDataSource> _sources;

    public ExtensionDataSources(VerifiedExtensions catalog, IEnumerable<IDataSourceProvider> own, TrustPolicy trust, HostServices services)
    {
        _host = new SourceHost(trust, services);
        var taken = own.Select(source => source.Kind).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // The usable ones first: of a kind that clashes the first stands, and one that is rejected says why where it is asked for.
        var exports =
            from extension in catalog.Extensions
            from export in extension.DataSources
            where export.Kind is not null
            orderby (extension.Rejection ?? export.Rejection) is null ? 0 : 1
            select (extension, export);
        _sources = [.. exports.DistinctBy(pair => pair.export.Kind, StringComparer.OrdinalIgnoreCase)
            .Where(pair => !taken.Contains(pair.export.Kind ?? ""))
            .Select(pair => new ExtensionDataSource(pair.export.Kind ?? "", pair.extension, pair.export, _host))];
        All = new DataSources([.. own, .. _sources]);
    }

    public DataSources All { get; }

    /// <summary>What the operator should know about the trust in the extensions that were loaded.</summary>
    public ImmutableArray<Diagnostic> Findings => _host.Findings;

    public void Dispose()
    {
        foreach (var source in _sources)
        {
            source.Dispose();
        }

        _host.Dispose();
    }
}
