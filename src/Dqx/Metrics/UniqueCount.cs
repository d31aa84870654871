namespace Dqx.Metrics;

/// <summary><c>unique_count(c)</c>: the number of distinct non-null values; 0 for empty and for all-null data.</summary>
/// <param name="Column">The column.</param>
public sealed record UniqueCount(string Column) : ColumnMetric(Column)
{
    /// <inheritdoc/>
    public override string Name => "unique_count";

    internal override MetricValue Empty => MetricValue.Zero;

    internal override string? WhyNotMergeable => "two parts of the data may hold the same values";

    internal override Measurement Measure(MetricCompiler sql) => sql.Value(sql.Dialect.CountDistinct(sql.Any(Column), sql.KindOf(Column), sql.Condition()));
}
