using System.Collections.Immutable;
using Dqx.Metrics.States;
using Dqx.Sql;

namespace Dqx.Metrics;

/// <summary><c>count_values(c, v, …)</c>: the number of rows whose value is one of the given ones; texts are case-sensitive, NULL never
/// matches, true is not 1. 0 for empty and for all-null data.</summary>
public sealed record CountValues : Metric
{
    /// <summary>Creates the metric.</summary>
    /// <param name="column">The column: text, numeric or BOOLEAN.</param>
    /// <param name="values">The values, at least one.</param>
    public CountValues(string column, IEnumerable<ColumnValue> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        Column = column;
        Values = [.. values.Distinct()];
        if (Values.IsEmpty)
        {
            throw new ArgumentException("count_values needs at least one value.", nameof(values));
        }
    }

    /// <summary>The column.</summary>
    public string Column { get; }

    /// <summary>The values, each once.</summary>
    public ImmutableArray<ColumnValue> Values { get; }

    /// <inheritdoc/>
    public override string Name => "count_values";

    internal override MetricValue Empty => MetricValue.Zero;

    internal override ImmutableArray<string> Columns => [Column];

    private protected override IEnumerable<string> Arguments
        => Values.Select(value => value.Value is string text ? Text(text) : value.ToString()).Prepend(Quote(Column));

    /// <summary>Equal column and values: an array in a record compares by reference.</summary>
    public bool Equals(CountValues? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>A value of another type than the column's matches no row; when none can match, that is a mistake and is said.</summary>
    internal override MetricState? Nothing => CountState.None;

    internal override Measurement Measure(MetricCompiler sql)
    {
        var column = sql.Any(Column);
        var kind = sql.KindOf(Column);
        var comparable = Values.Where(value => Matches(value, kind)).ToImmutableArray();
        if (comparable.IsEmpty)
        {
            throw sql.WrongType(Column, $"never equals {string.Join(" or ", Arguments.Skip(1))}");
        }

        return sql.Count($"{sql.Dialect.Comparable(column, kind)} IN ({string.Join(", ", comparable.Select(value => sql.Parameter(value.Value)))})");
    }

    private static bool Matches(ColumnValue value, ColumnKind kind) => value.Value switch
    {
        string => kind is ColumnKind.Text,
        bool => kind is ColumnKind.Boolean,
        _ => kind is ColumnKind.Integer or ColumnKind.Decimal or ColumnKind.Floating,
    };
}
