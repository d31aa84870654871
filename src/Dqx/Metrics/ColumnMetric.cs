using System.Collections.Immutable;

namespace Dqx.Metrics;

/// <summary>A metric over one column.</summary>
public abstract record ColumnMetric : Metric
{
    private protected ColumnMetric(string column)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        Column = column;
    }

    /// <summary>The column, as written.</summary>
    public string Column { get; }

    internal sealed override ImmutableArray<string> Columns => [Column];
}
