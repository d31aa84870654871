using System.Collections.Immutable;

namespace Dqx.Metrics;

/// <summary>A metric that is calculated from the values of another one on several days. Nestable.</summary>
/// <remarks>Its base's own lag, filter and dataset count: the days are counted back from the base's day.</remarks>
public abstract record DerivedMetric : Metric
{
    private protected DerivedMetric(Metric @base)
    {
        ArgumentNullException.ThrowIfNull(@base);
        Base = @base;
    }

    /// <summary>The metric whose values are used.</summary>
    public Metric Base { get; init; }

    internal sealed override string? Measures => Dataset ?? Base.Measures;

    internal sealed override ImmutableArray<string> Columns => Base.Columns;

    /// <summary>The lags at which the base's values are used, ascending, counted from the base's own.</summary>
    internal abstract IEnumerable<int> Lags { get; }

    /// <summary>The metrics whose values <see cref="Combine"/> takes, in the order of <see cref="Lags"/>.</summary>
    internal IEnumerable<Metric> Parts => Lags.Select(lag => Base with { Lag = Base.Lag + Lag + lag });

    /// <summary>The value, from the values of <see cref="Parts"/>.</summary>
    /// <param name="values">The values.</param>
    /// <param name="dates">The dates of the values.</param>
    internal abstract MetricValue Combine(ReadOnlySpan<MetricValue> values, ReadOnlySpan<DateOnly> dates);

    internal sealed override Measurement Measure(MetricCompiler sql) => throw new InvalidOperationException("A derived metric is calculated, not measured.");

    private protected override IEnumerable<string> Arguments => [Base.ToString()];
}
