namespace Dqx.Metrics.States;

/// <summary>How many rows match.</summary>
internal sealed record CountState(long Count) : MetricState<CountState>
{
    public static CountState None { get; } = new(0);

    public override double? Value => Count;

    private protected override CountState With(CountState other) => new(checked(Count + other.Count));
}
