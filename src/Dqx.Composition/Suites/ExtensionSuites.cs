using System.Collections.Immutable;
using Dqx.Composition.Sources;
using Dqx.Composition.Trust;
using Dqx.Composition.Verification;

namespace Dqx.Composition.Suites;

/// <summary>The suites that extensions bring, by name.</summary>
internal sealed class ExtensionSuites : IDisposable
{
    private readonly SourceHost _host;
    private readonly ImmutableArray<ExtensionSuite> _suites;

    public ExtensionSuites(VerifiedExtensions catalog, TrustPolicy trust, HostServices services)
    {
        _host = new SourceHost(trust, services);
        // The usable ones first: of a name that clashes the first stands, and one that is rejected says why where it is asked for.
        var exports =
            from extension in catalog.Extensions
            from export in extension.Suites
            where export.Name is not null
            orderby (extension.Rejection ?? export.Rejection) is null ? 0 : 1
            select (extension, export);
        _suites = [.. exports.DistinctBy(pair => pair.export.Name, StringComparer.Ordinal)
            .Select(pair => new ExtensionSuite(pair.export.Name ?? "", pair.extension, pair.export, _host))
            .OrderBy(suite => suite.Name, StringComparer.Ordinal)];
        Names = [.. _suites.Select(suite => suite.Name)];
    }

    /// <summary>Sorted.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>What the operator should know about the trust in the extensions that were loaded.</summary>
    public ImmutableArray<Diagnostic> Findings => _host.Findings;

    /// <exception cref="DqxException">No extension brings it (DQX2036).</exception>
    public ExtensionSuite Get(string name) => _suites.FirstOrDefault(suite => suite.Name == name)
        ?? throw new DqxException("DQX2036", $"No catalog holds a suite '{OneLine.Of(name, 60)}'{Nearest.Hint(name, Names)}");

    public void Dispose()
    {
        foreach (var suite in _suites)
        {
            suite.Dispose();
        }

        _host.Dispose();
    }
}
