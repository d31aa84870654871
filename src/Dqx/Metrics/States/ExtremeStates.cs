namespace Dqx.Metrics.States;

/// <summary>The smallest non-null value, or the smallest length; null when there is none.</summary>
internal sealed record MinimumState(double? Smallest) : MetricState<MinimumState>
{
    public static MinimumState None { get; } = new((double?)null);

    public override double? Value => Smallest;

    private protected override MinimumState With(MinimumState other)
        => Smallest is not { } a ? other : other.Smallest is not { } b ? this : Extremes.Compare(a, b) <= 0 ? this : other;
}

/// <summary>The largest non-null value, or the largest length; null when there is none.</summary>
internal sealed record MaximumState(double? Largest) : MetricState<MaximumState>
{
    public static MaximumState None { get; } = new((double?)null);

    public override double? Value => Largest;

    private protected override MaximumState With(MaximumState other)
        => Largest is not { } a ? other : other.Largest is not { } b ? this : Extremes.Compare(a, b) >= 0 ? this : other;
}

/// <summary>The order of doubles in SQL.</summary>
internal static class Extremes
{
    /// <summary>NaN is the largest of all, as in DuckDB and PostgreSQL; .NET has it for the smallest.</summary>
    public static int Compare(double a, double b) => (double.IsNaN(a), double.IsNaN(b)) switch
    {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => -1,
        _ => a.CompareTo(b),
    };
}
