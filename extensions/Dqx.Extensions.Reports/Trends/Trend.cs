using System.Collections.Immutable;

namespace Dqx.Extensions.Reports.Trends;

/// <summary>How one metric went from day to day.</summary>
/// <param name="Metric">The metric, without lag and dataset.</param>
/// <param name="Dataset">The dataset; null for a metric that spans several.</param>
/// <param name="Points">One for each day that has a value or an error, oldest first.</param>
/// <param name="Bounds">The bounds that assertions hold this very metric to.</param>
internal sealed record Trend(string Metric, string? Dataset, ImmutableArray<TrendPoint> Points, ImmutableArray<TrendBound> Bounds);

/// <summary>The value of a day, or why there is none.</summary>
internal sealed record TrendPoint(DateOnly Date, double? Value, string? Error);

/// <summary>A bound in a chart.</summary>
/// <param name="Value">Where it lies.</param>
/// <param name="Assertion">What holds the metric to it, and how: <c>revenue is positive: &gt; 0</c>.</param>
internal sealed record TrendBound(double Value, string Assertion);
