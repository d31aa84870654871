using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary><c>stddev(c)</c>: the sample standard deviation of the non-null values, √(Σ(x − mean)² / (n − 1)). Fewer than two values are an error.</summary>
/// <param name="Column">The column, numeric or BOOLEAN.</param>
public sealed record StandardDeviation(string Column) : ColumnMetric(Column)
{
    /// <inheritdoc/>
    public override string Name => "stddev";

    internal override MetricValue Empty => new MetricValue.Failure(ErrorKind.Data, $"fewer than 2 non-null values in {Column}");

    internal override MetricState? Nothing => MomentsState.None;

    internal override Measurement Measure(MetricCompiler sql) => sql.Moments(Column);

    private protected override double? Number(MetricState state) => state.Value is { } variance ? Math.Sqrt(variance) : null;
}
