namespace Dqx.Metrics;

/// <summary>A metric for one dataset.</summary>
internal abstract record CompiledMetric
{
    private protected CompiledMetric()
    {
    }

    /// <summary>It can be measured.</summary>
    /// <param name="Measurement">How.</param>
    /// <param name="Doubt">The failure that it is as soon as the column has a value; null when there is no doubt.</param>
    public sealed record Sql(Measurement Measurement, MetricValue.Failure? Doubt = null) : CompiledMetric;

    /// <summary>The data has another shape.</summary>
    public sealed record Impossible(MetricValue.Failure Failure) : CompiledMetric;
}
