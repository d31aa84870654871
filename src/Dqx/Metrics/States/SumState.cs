namespace Dqx.Metrics.States;

/// <summary>The sum of the non-null values; null when there is none.</summary>
internal sealed record SumState(Total? Total) : MetricState<SumState>
{
    public static SumState None { get; } = new((Total?)null);

    public override double? Value => Total?.ToDouble();

    private protected override SumState With(SumState other) => new(Total.Add(Total, other.Total));
}
