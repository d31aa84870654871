namespace Dqx.Metrics;

/// <summary><c>maximum_over(m, n=7, offset=1)</c>: the largest of the values.</summary>
public sealed record MaximumOver : WindowMetric
{
    /// <summary>Creates the metric.</summary>
    /// <param name="base">The metric.</param>
    /// <param name="days">How many days the window spans.</param>
    /// <param name="offset">How many days back its newest day lies.</param>
    /// <param name="minimumDays">How many days must have a value; null for half of them, rounded up.</param>
    public MaximumOver(Metric @base, int days = 7, int offset = 1, int? minimumDays = null)
        : base(@base, days, offset, minimumDays)
    {
    }

    /// <inheritdoc/>
    public override string Name => "maximum_over";

    private protected override double Summarise(IReadOnlyList<double> values) => values.Max();
}
