using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary><c>maximum(c)</c>: the largest non-null value. BOOLEAN counts as 0 and 1. Without a non-null value it is an error.</summary>
/// <param name="Column">The column, numeric or BOOLEAN.</param>
public sealed record Maximum(string Column) : ColumnMetric(Column)
{
    /// <inheritdoc/>
    public override string Name => "maximum";

    internal override MetricState? Nothing => MaximumState.None;

    internal override Measurement Measure(MetricCompiler sql) => sql.Maximum(sql.Numeric(Column), sql.KindOf(Column));
}
