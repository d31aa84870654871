using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Dqx.Extensions.Tests.Reports;

/// <summary>A history that knows the same days of every metric, and what it was asked.</summary>
internal sealed class StoredHistory(params MetricPoint[] points) : IMetricHistoryReader
{
    public ConcurrentQueue<MetricQuery> Queries { get; } = [];

    /// <summary>Values of the days before a run, one of them an error.</summary>
    public static StoredHistory Before(DateOnly date) => new(
        [.. Enumerable.Range(1, 20).Reverse().Select(back => back == 9
            ? new MetricPoint(date.AddDays(-back), null, "no data for the day", Guid.Empty)
            : new MetricPoint(date.AddDays(-back), 1000 + (500 * Math.Sin(back)), null, Guid.Empty))]);

    public async IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Queries.Enqueue(query);
        await Task.Yield();
        foreach (var point in points.Where(point => point.Date >= query.From && point.Date <= query.To))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return point;
        }
    }
}
