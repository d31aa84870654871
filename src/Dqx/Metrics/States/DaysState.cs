namespace Dqx.Metrics.States;

/// <summary>The first and the last day that rows belong to, null when none belongs to one; and how many belong to no day. No number: it says on
/// which days a part of the data has nothing.</summary>
internal sealed record DaysState(DateOnly? First, DateOnly? Last, long RowsWithoutDay) : MetricState<DaysState>
{
    public static DaysState None { get; } = new(null, null, 0);

    public override double? Value => null;

    /// <summary>Whether rows may belong to the day.</summary>
    public bool Covers(DateOnly day) => First <= day && day <= Last;

    private protected override DaysState With(DaysState other) => new(
        First is not { } first || other.First < first ? other.First ?? First : First,
        Last is not { } last || other.Last > last ? other.Last ?? Last : Last,
        checked(RowsWithoutDay + other.RowsWithoutDay));
}
