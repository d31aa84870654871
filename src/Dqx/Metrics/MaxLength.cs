using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary><c>max_length(c)</c>: the largest length of a non-null value: characters of a text, items of a list or map.
/// Without a non-null value it is an error.</summary>
/// <param name="Column">The column: a text, a list or a map.</param>
public sealed record MaxLength(string Column) : ColumnMetric(Column)
{
    /// <inheritdoc/>
    public override string Name => "max_length";

    internal override MetricState? Nothing => MaximumState.None;

    internal override Measurement Measure(MetricCompiler sql) => sql.Maximum(sql.Length(Column), Sql.ColumnKind.Integer);
}
