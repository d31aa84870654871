using Dqx.Delivery;

namespace Dqx.Composition.Histories;

/// <summary>A delivery journal of an extension.</summary>
internal sealed class ExtensionJournal(IDeliveryJournal inner, string name) : IDeliveryJournal
{
    private readonly ForeignCalls _calls = new(name);

    public ValueTask AddAsync(SuiteRun run, IReadOnlyCollection<DeliveryTarget> targets, CancellationToken cancellationToken)
        => _calls.MakeAsync(() => inner.AddAsync(run, targets, cancellationToken), cancellationToken);

    public ValueTask<IReadOnlyList<DeliveryRecord>> ListAsync(string suite, DeliveryStatus? status, CancellationToken cancellationToken)
        => _calls.MakeAsync(() => inner.ListAsync(suite, status, cancellationToken), cancellationToken);

    public ValueTask<SuiteRun?> FindRunAsync(Guid runId, CancellationToken cancellationToken) => _calls.MakeAsync(() => inner.FindRunAsync(runId, cancellationToken), cancellationToken);

    public ValueTask<int?> TryTakeAsync(DeliveryKey key, DeliveryLease lease, CancellationToken cancellationToken)
        => _calls.MakeAsync(() => inner.TryTakeAsync(key, lease, cancellationToken), cancellationToken);

    public ValueTask NoteAsync(DeliveryKey key, DeliveryOutcome outcome, ToldState? told, CancellationToken cancellationToken)
        => _calls.MakeAsync(() => inner.NoteAsync(key, outcome, told, cancellationToken), cancellationToken);

    public ValueTask<ToldState?> FindToldAsync(string suite, ResultKey key, string instance, CancellationToken cancellationToken)
        => _calls.MakeAsync(() => inner.FindToldAsync(suite, key, instance, cancellationToken), cancellationToken);

    public ValueTask<int> DeleteBeforeAsync(string suite, DateTimeOffset moment, CancellationToken cancellationToken)
        => _calls.MakeAsync(() => inner.DeleteBeforeAsync(suite, moment, cancellationToken), cancellationToken);

    public ValueTask DisposeAsync() => _calls.MakeAsync(inner.DisposeAsync, CancellationToken.None);
}
