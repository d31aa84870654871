using System.Collections.Immutable;

namespace Dqx.Metrics;

/// <summary><c>num_rows()</c>: the number of rows; 0 for empty data.</summary>
public sealed record NumRows : Metric
{
    /// <inheritdoc/>
    public override string Name => "num_rows";

    internal override MetricValue Empty => MetricValue.Zero;

    internal override ImmutableArray<string> Columns => [];

    internal override Measurement Measure(MetricCompiler sql) => sql.Count();
}
