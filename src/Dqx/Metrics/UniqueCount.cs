namespace Dqx.Metrics;

/// <summary><c>unique_count(c)</c>: the number of distinct non-null values; 0 for empty and for all-null data.</summary>
/// <param name="Column">The column.</param>
public sealed record UniqueCount(string Column) : ColumnMetric(Column)
{
    /// <inheritdoc/>
    public override string Name => "unique_count";

    internal override string Aggregate(MetricCompiler sql) => sql.Dialect.CountDistinct(sql.Any(Column), sql.Condition());
}
