namespace Dqx.Metrics.States;

/// <summary>How many non-null values there are, their mean, and the sum of the squared distances from it. Its value is the sample variance.</summary>
/// <remarks>Merged by the formula of Chan, Golub and LeVeque (1979), which does not subtract large numbers from each other.</remarks>
internal sealed record MomentsState(long Count, double Mean, double SquaredDistances) : MetricState<MomentsState>
{
    public static MomentsState None { get; } = new(0, 0, 0);

    public override double? Value => Count < 2 ? null : SquaredDistances / (Count - 1);

    private protected override MomentsState With(MomentsState other)
    {
        if (Count == 0)
        {
            return other;
        }

        if (other.Count == 0)
        {
            return this;
        }

        var count = checked(Count + other.Count);
        var distance = other.Mean - Mean;
        // Weighted from both sides, so that the order of the two does not matter.
        var mean = (Mean * ((double)Count / count)) + (other.Mean * ((double)other.Count / count));
        var between = distance * distance * ((double)Count * other.Count / count);
        return new(count, mean, SquaredDistances + other.SquaredDistances + between);
    }
}
