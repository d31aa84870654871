namespace Dqx.Delivery;

/// <summary>Keeps what was given to each processor and what became of it, so that no result is lost.</summary>
/// <remarks>
/// Safe for concurrent use, also by several processes. Every call is done whole or not at all; a failure is a
/// <see cref="DqxException"/> and is let out.
/// </remarks>
public interface IDeliveryJournal : IAsyncDisposable
{
    /// <summary>Takes a run in, with a delivery that is due for each instance. A run that is there already stays as it is.</summary>
    ValueTask AddAsync(SuiteRun run, IReadOnlyCollection<DeliveryTarget> targets, CancellationToken cancellationToken);

    /// <summary>The deliveries of a suite, oldest run first.</summary>
    /// <param name="suite">The suite's name.</param>
    /// <param name="status">Only those; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    ValueTask<IReadOnlyList<DeliveryRecord>> ListAsync(string suite, DeliveryStatus? status, CancellationToken cancellationToken);

    /// <summary>A run that was taken in; null when it is not there.</summary>
    ValueTask<SuiteRun?> FindRunAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Takes a delivery that is due, so that nobody else makes it at the same time.</summary>
    /// <returns>The number of this attempt, from 1; null when it is not due any more, or somebody else has it.</returns>
    ValueTask<int?> TryTakeAsync(DeliveryKey key, DeliveryLease lease, CancellationToken cancellationToken);

    /// <summary>Notes what became of a delivery, and gives it back. A delivery that has come to its end stays there.</summary>
    /// <param name="key">The delivery.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="told">What the processor was told last from now on; null to leave that as it is.</param>
    /// <param name="cancellationToken">Looked at before anything is written.</param>
    ValueTask NoteAsync(DeliveryKey key, DeliveryOutcome outcome, ToldState? told, CancellationToken cancellationToken);

    /// <summary>What an instance was told last about a suite and its identity tags; null for nothing yet.</summary>
    ValueTask<ToldState?> FindToldAsync(string suite, ResultKey key, string instance, CancellationToken cancellationToken);

    /// <summary>Deletes the runs of a suite that were taken in before a moment and of which no delivery is due, and says how many.</summary>
    ValueTask<int> DeleteBeforeAsync(string suite, DateTimeOffset moment, CancellationToken cancellationToken);
}
