namespace Dqx;

/// <summary>One metric of a run: where it was measured, for which date, and its value.</summary>
public sealed record SymbolInfo
{
    /// <summary><c>x_1</c>, <c>x_2</c>, … in the order of first use in the suite.</summary>
    public required string Name { get; init; }

    /// <summary>The metric as its author writes it, e.g. <c>sum(revenue, lag=1)</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The name of the dataset; null for a metric that spans several.</summary>
    public string? Dataset { get; init; }

    /// <summary>The date that the value belongs to: the run's, less the lag.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The value, finite; null when <see cref="Error"/> says why there is none.</summary>
    public double? Value { get; init; }

    /// <summary>Why there is no value; null when there is one.</summary>
    public string? Error { get; init; }
}
