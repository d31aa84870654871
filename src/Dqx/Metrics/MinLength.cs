using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary><c>min_length(c)</c>: the smallest length of a non-null value: characters of a text, items of a list or map.
/// Without a non-null value it is an error.</summary>
/// <param name="Column">The column: a text, a list or a map.</param>
public sealed record MinLength(string Column) : ColumnMetric(Column)
{
    /// <inheritdoc/>
    public override string Name => "min_length";

    internal override MetricState? Nothing => MinimumState.None;

    internal override Measurement Measure(MetricCompiler sql) => sql.Minimum(sql.Length(Column), Sql.ColumnKind.Integer);
}
