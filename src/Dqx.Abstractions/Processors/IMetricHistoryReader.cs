namespace Dqx;

/// <summary>Stored metric values, for processors that show how a value came about.</summary>
/// <remarks>
/// A host service: import it with <c>[Import(AllowDefault = true)]</c>. It is null where the host keeps no history, and absent
/// in workers. Safe for concurrent use. A history that cannot be read throws; let it out.
/// </remarks>
public interface IMetricHistoryReader
{
    /// <summary>The stored values of one metric, oldest first: for every date the newest run that has a value, else the newest error.</summary>
    IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, CancellationToken cancellationToken);
}

/// <summary>Selects the values of one metric.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Metric">The metric as it prints in <see cref="SymbolInfo.Metric"/>, without lag.</param>
/// <param name="From">The first date, inclusive.</param>
/// <param name="To">The last date, inclusive.</param>
/// <param name="Tags">The identity tags of the result key; null for runs without tags.</param>
public sealed record MetricQuery(
    string Suite,
    string Dataset,
    string Metric,
    DateOnly From,
    DateOnly To,
    IReadOnlyDictionary<string, string>? Tags = null);

/// <summary>One stored value.</summary>
/// <param name="Date">The date that the value belongs to.</param>
/// <param name="Value">The value, finite; null when <paramref name="Error"/> says why there is none.</param>
/// <param name="Error">Why there is no value; null when there is one.</param>
/// <param name="RunId">The run that stored it.</param>
public sealed record MetricPoint(DateOnly Date, double? Value, string? Error, Guid RunId);
