namespace Dqx.Metrics;

/// <summary><c>average_over(m, n=7, offset=1)</c>: the mean of the values.</summary>
public sealed record AverageOver : WindowMetric
{
    /// <summary>Creates the metric.</summary>
    /// <param name="base">The metric.</param>
    /// <param name="days">How many days the window spans.</param>
    /// <param name="offset">How many days back its newest day lies.</param>
    /// <param name="minimumDays">How many days must have a value; null for half of them, rounded up.</param>
    public AverageOver(Metric @base, int days = 7, int offset = 1, int? minimumDays = null)
        : base(@base, days, offset, minimumDays)
    {
    }

    /// <inheritdoc/>
    public override string Name => "average_over";

    private protected override double Summarise(IReadOnlyList<double> values) => values.Average();
}
