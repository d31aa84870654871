using System.Composition;
using Dqx.Delivery;
using Dqx.Extensions.PostgreSql.Delivery;
using Dqx.Extensions.PostgreSql.Storage;
using Dqx.History;

namespace Dqx.Extensions.PostgreSql.History;

/// <summary>Histories and delivery journals in PostgreSQL: <c>postgres://user:password@host:port/database?schema=dqx</c>.</summary>
[Export(typeof(IHistoryProvider))]
[HistoryMetadata("postgres", "postgresql", Description = "Histories and delivery journals in PostgreSQL, for many machines")]
public sealed class PostgresHistory : IHistoryProvider
{
    /// <inheritdoc/>
    /// <exception cref="DqxException">The URL is wrong (DQX5301).</exception>
    public IMetricHistory OpenHistory(HistoryLocation location)
    {
        ArgumentNullException.ThrowIfNull(location);
        return new PostgresMetricHistory(StoreAddress.Of(location));
    }

    /// <inheritdoc/>
    /// <exception cref="DqxException">The URL is wrong (DQX5301).</exception>
    public IDeliveryJournal OpenJournal(HistoryLocation location, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(clock);
        return new PostgresDeliveryJournal(StoreAddress.Of(location), clock);
    }
}
