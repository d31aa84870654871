using System.Collections.Immutable;
using Dqx.Metrics.States;

namespace Dqx.Metrics;

/// <summary>How a statement measures a metric: the columns that it selects, and what is made of a row of them.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Read">Makes the outcome of the columns' cells, in their order.</param>
internal sealed record Measurement(ImmutableArray<MeasuredColumn> Columns, Func<ReadOnlySpan<Cell>, Measured> Read)
{
    /// <summary>Why parts of this data do not make the whole, though the metric's of other data do; null when they do.</summary>
    public string? WhyNotMergeable { get; init; }
}

/// <summary>A column of a statement. Metrics with the same one share it.</summary>
/// <param name="Sql">An aggregate that is a double, or a text when <paramref name="IsText"/>.</param>
/// <param name="IsText">Whether it is a text: what does not fit into a double.</param>
internal sealed record MeasuredColumn(string Sql, bool IsText = false);

/// <summary>What a column holds: a double or a text; neither for NULL.</summary>
internal readonly record struct Cell(double? Number, string? Text = null)
{
    /// <summary>The number of rows that a count says.</summary>
    public long Count => (long)(Number ?? 0);

    /// <summary>The sum that it says.</summary>
    public Total? Total => Text is not null ? Total.Parse(Text) : Number is { } number ? new Total.Floating(number) : null;
}

/// <summary>What was measured.</summary>
/// <param name="Value">The value.</param>
/// <param name="State">What can be merged with other parts of the data; null when the metric cannot.</param>
internal readonly record struct Measured(MetricValue Value, MetricState? State = null);
