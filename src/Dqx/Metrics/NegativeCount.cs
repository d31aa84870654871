using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary><c>negative_count(c)</c>: the number of rows whose value is below 0; 0 for empty and for all-null data.</summary>
/// <param name="Column">The column, numeric.</param>
public sealed record NegativeCount(string Column) : ColumnMetric(Column)
{
    /// <inheritdoc/>
    public override string Name => "negative_count";

    internal override MetricValue Empty => MetricValue.Zero;

    internal override MetricState? Nothing => CountState.None;

    internal override Measurement Measure(MetricCompiler sql) => sql.Count($"{sql.Numeric(Column)} < 0");
}
