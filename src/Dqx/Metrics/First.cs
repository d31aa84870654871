using System.Collections.Immutable;
using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary><c>first(c, order_by=o)</c>: the value of the row with the smallest <c>o</c>, among the rows where both are there;
/// of several such rows the smallest value. Without such a row it is an error.</summary>
public sealed record First : Metric
{
    /// <summary>Creates the metric.</summary>
    /// <param name="column">The column, numeric or BOOLEAN.</param>
    /// <param name="orderBy">The column that orders the rows.</param>
    public First(string column, string orderBy)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        ArgumentException.ThrowIfNullOrEmpty(orderBy);
        Column = column;
        OrderBy = orderBy;
    }

    /// <summary>The column whose value it is.</summary>
    public string Column { get; }

    /// <summary>The column that orders the rows.</summary>
    public string OrderBy { get; }

    /// <inheritdoc/>
    public override string Name => "first";

    internal override ImmutableArray<string> Columns => [Column, OrderBy];

    private protected override IEnumerable<string> Arguments => [Quote(Column), $"order_by={Quote(OrderBy)}"];

    internal override MetricState? Nothing => FirstState.None;

    internal override Measurement Measure(MetricCompiler sql) => sql.First(Column, OrderBy);
}
