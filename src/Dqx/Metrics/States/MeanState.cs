namespace Dqx.Metrics.States;

/// <summary>The sum of the non-null values and how many there are.</summary>
internal sealed record MeanState(Total? Total, long Count) : MetricState<MeanState>
{
    public static MeanState None { get; } = new(null, 0);

    public override double? Value => Total?.ToDouble() / Count;

    private protected override MeanState With(MeanState other) => new(Total.Add(Total, other.Total), checked(Count + other.Count));
}
