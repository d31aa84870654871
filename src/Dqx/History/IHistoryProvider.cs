using Dqx.Delivery;

namespace Dqx.History;

/// <summary>Keeps histories and delivery journals where URLs of its schemes point to, such as <c>postgres://…</c>, so that many machines share one.</summary>
/// <remarks>
/// Drop-in assemblies export it by MEF, like processors: <c>[Export(typeof(IHistoryProvider))]</c> and <c>[HistoryMetadata("scheme")]</c>
/// on a class with a public constructor. Nothing of it is loaded before a URL of its schemes is opened. Opening reaches no server.
/// What it throws is isolated and told; a <see cref="DqxException"/> is told as it is, so it says what to write instead, without secrets.
/// </remarks>
public interface IHistoryProvider
{
    /// <summary>Opens a history.</summary>
    /// <exception cref="DqxException">The URL is wrong; the message says what to write instead.</exception>
    IMetricHistory OpenHistory(HistoryLocation location);

    /// <summary>Opens the delivery journal that lies beside the history of that URL.</summary>
    /// <param name="location">The history's.</param>
    /// <param name="clock">The clock in which <see cref="DeliveryLease.Until"/> is said; several machines have several.</param>
    /// <exception cref="DqxException">The URL is wrong; the message says what to write instead.</exception>
    IDeliveryJournal OpenJournal(HistoryLocation location, TimeProvider clock);
}
