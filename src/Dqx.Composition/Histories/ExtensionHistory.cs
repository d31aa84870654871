using System.Runtime.CompilerServices;
using Dqx.History;

namespace Dqx.Composition.Histories;

/// <summary>A history of an extension.</summary>
internal sealed class ExtensionHistory(IMetricHistory inner, string name) : IMetricHistory
{
    private readonly ForeignCalls _calls = new(name);

    public ValueTask<IReadOnlyDictionary<HistoryKey, StoredValue>> FindAsync(IReadOnlyCollection<HistoryKey> keys, CancellationToken cancellationToken)
        => _calls.MakeAsync(() => inner.FindAsync(keys, cancellationToken), cancellationToken);

    public ValueTask<IReadOnlyDictionary<HistoryKey, StoredValue>> FindNewestAsync(IReadOnlyCollection<HistoryKey> keys, CancellationToken cancellationToken)
        => _calls.MakeAsync(() => inner.FindNewestAsync(keys, cancellationToken), cancellationToken);

    public ValueTask SaveAsync(HistoryBatch batch, CancellationToken cancellationToken) => _calls.MakeAsync(() => inner.SaveAsync(batch, cancellationToken), cancellationToken);

    public ValueTask<int> DeleteBeforeAsync(string suite, DateOnly date, CancellationToken cancellationToken)
        => _calls.MakeAsync(() => inner.DeleteBeforeAsync(suite, date, cancellationToken), cancellationToken);

    public ValueTask<IReadOnlyList<StoredMetric>> ListAsync(string? suite, CancellationToken cancellationToken)
        => _calls.MakeAsync(() => inner.ListAsync(suite, cancellationToken), cancellationToken);

    public async IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var points = await _calls.MakeAsync(() => ValueTask.FromResult(inner.ReadAsync(query, cancellationToken).GetAsyncEnumerator(cancellationToken)), cancellationToken);
        try
        {
            while (await _calls.MakeAsync(points.MoveNextAsync, cancellationToken))
            {
                yield return points.Current;
            }
        }
        finally
        {
            await _calls.MakeAsync(points.DisposeAsync, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _calls.MakeAsync(inner.DisposeAsync, CancellationToken.None);
}
