using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary><c>null_count(c)</c>: the number of rows whose value is NULL; 0 for empty data. NaN is a value.</summary>
/// <param name="Column">The column.</param>
public sealed record NullCount(string Column) : ColumnMetric(Column)
{
    /// <inheritdoc/>
    public override string Name => "null_count";

    internal override MetricValue Empty => MetricValue.Zero;

    internal override MetricState? Nothing => CountState.None;

    internal override Measurement Measure(MetricCompiler sql) => sql.Nulls(Column);
}
