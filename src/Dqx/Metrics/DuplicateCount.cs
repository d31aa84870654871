using System.Collections.Immutable;

namespace Dqx.Metrics;

/// <summary><c>duplicate_count(c, …)</c>: rows minus distinct tuples, NULL being a value like any other, so that (1, 1, 1, ∅, ∅) has 3;
/// with <c>nulls=ignore</c> rows with a NULL are left out first. 0 for empty data. The order of the columns is irrelevant.</summary>
public sealed record DuplicateCount : Metric
{
    /// <summary>Creates the metric.</summary>
    /// <param name="columns">The columns, at least one.</param>
    /// <param name="ignoreNulls">Whether rows with a NULL are left out.</param>
    public DuplicateCount(IEnumerable<string> columns, bool ignoreNulls = false)
    {
        // Sorted, because (a, b) and (b, a) are one metric.
        Columns = [.. columns.Order(StringComparer.Ordinal)];
        IgnoreNulls = ignoreNulls;
        if (Columns.IsEmpty)
        {
            throw new ArgumentException("duplicate_count needs at least one column.", nameof(columns));
        }
    }

    /// <summary>Whether rows with a NULL are left out.</summary>
    public bool IgnoreNulls { get; }

    /// <inheritdoc/>
    public override string Name => "duplicate_count";

    internal override MetricValue Empty => MetricValue.Zero;

    internal override ImmutableArray<string> Columns { get; }

    private protected override IEnumerable<string> Arguments => [.. Columns.Select(Quote), .. IgnoreNulls ? ["nulls=ignore"] : Array.Empty<string>()];

    /// <summary>Equal columns and options: an array in a record compares by reference.</summary>
    public bool Equals(DuplicateCount? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    internal override string? WhyNotMergeable => "a value may be in two parts of the data, once in each";

    internal override Measurement Measure(MetricCompiler sql)
    {
        var columns = Columns.Select(sql.Any).ToImmutableArray();
        return columns is [var only] ? sql.Duplicates(only, sql.KindOf(Columns[0]), IgnoreNulls)
            : sql.Duplicates(columns, IgnoreNulls ? sql.Condition([.. columns.Select(column => $"{column} IS NOT NULL")]) : sql.Condition());
    }
}
