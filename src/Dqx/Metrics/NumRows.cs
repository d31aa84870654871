using System.Collections.Immutable;
using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary><c>num_rows()</c>: the number of rows; 0 for empty data.</summary>
public sealed record NumRows : Metric
{
    /// <inheritdoc/>
    public override string Name => "num_rows";

    internal override MetricValue Empty => MetricValue.Zero;

    internal override ImmutableArray<string> Columns => [];

    internal override MetricState? Nothing => CountState.None;

    internal override Measurement Measure(MetricCompiler sql) => sql.Count();
}
