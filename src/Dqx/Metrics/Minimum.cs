using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary><c>minimum(c)</c>: the smallest non-null value. BOOLEAN counts as 0 and 1. Without a non-null value it is an error.</summary>
/// <param name="Column">The column, numeric or BOOLEAN.</param>
public sealed record Minimum(string Column) : ColumnMetric(Column)
{
    /// <inheritdoc/>
    public override string Name => "minimum";

    internal override MetricState? Nothing => MinimumState.None;

    internal override Measurement Measure(MetricCompiler sql) => sql.Minimum(sql.Numeric(Column), sql.KindOf(Column));
}
