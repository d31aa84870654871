using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary><c>average(c)</c>: the arithmetic mean of the non-null values. BOOLEAN counts as 0 and 1. Without a non-null value it is an error.</summary>
/// <param name="Column">The column, numeric or BOOLEAN.</param>
public sealed record Average(string Column) : ColumnMetric(Column)
{
    /// <inheritdoc/>
    public override string Name => "average";

    internal override MetricState? Nothing => MeanState.None;

    internal override Measurement Measure(MetricCompiler sql) => sql.Mean(Column);
}
