using System.Collections.Immutable;
using Dqx.Composition;
using Dqx.Delivery;
using Dqx.History;
using Dqx.Sqlite.Delivery;
using Dqx.Sqlite.History;
using Dqx.Suites;

namespace Dqx.Cli.Running;

/// <summary>Opens histories and delivery journals: of files by SQLite, of URLs by the extension that brings their scheme. The catalogs are
/// read only for a URL. Disposed after what it opened.</summary>
/// <param name="catalogs">The catalog directories.</param>
/// <param name="configure">Says what the host of the extensions is besides: trust, the log.</param>
internal sealed class HistoryStores(ImmutableArray<string> catalogs, Action<DqxHostOptions> configure) : IAsyncDisposable
{
    private DqxHost? _host;

    /// <summary>What the operator should know about the trust in the extensions that were loaded.</summary>
    public ImmutableArray<Diagnostic> Findings => _host?.HistoryFindings ?? [];

    /// <param name="location">An absolute path or a URL.</param>
    /// <param name="isReadOnly">Whether it stays as it is.</param>
    /// <exception cref="DqxException">No extension brings its kind (DQX1013), or the one that does refuses it.</exception>
    public IMetricHistory History(string location, bool isReadOnly) => SuitePaths.IsUrl(location)
        ? Host(location).OpenHistory(new HistoryLocation(location) { IsReadOnly = isReadOnly })
        : new SqliteMetricHistory(location, isReadOnly);

    /// <inheritdoc cref="History"/>
    public IDeliveryJournal Journal(string location, bool isReadOnly, TimeProvider clock) => SuitePaths.IsUrl(location)
        ? Host(location).OpenJournal(new HistoryLocation(location) { IsReadOnly = isReadOnly })
        : new SqliteDeliveryJournal(location, clock, isReadOnly);

    /// <summary>A location as it may be shown: of a URL neither user nor password.</summary>
    public static string Shown(string location) => SuitePaths.IsUrl(location) ? new HistoryLocation(location).ToString() : location;

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;

    private DqxHost Host(string location)
    {
        _host ??= DqxHost.Create(host =>
        {
            foreach (var catalog in catalogs)
            {
                host.Catalogs.Add(catalog);
            }

            // It opens histories; the processors are those of another host.
            host.OnlyProcessors = [];
            configure(host);
        });
        // The scheme may be brought by what is not there.
        return !_host.HistorySchemes.Contains(new HistoryLocation(location).Scheme) && _host.MissingCatalogs is [var missing, ..]
            ? throw new DqxException(missing.Id, missing.Message)
            : _host;
    }
}
