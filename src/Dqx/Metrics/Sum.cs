using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary><c>sum(c)</c>: the sum of the non-null values; integers are summed exactly, the result is a double. BOOLEAN counts as 0 and 1. Without a non-null value it is an error.</summary>
/// <param name="Column">The column, numeric or BOOLEAN.</param>
public sealed record Sum(string Column) : ColumnMetric(Column)
{
    /// <inheritdoc/>
    public override string Name => "sum";

    internal override MetricState? Nothing => SumState.None;

    internal override Measurement Measure(MetricCompiler sql) => sql.Sum(Column);
}
