namespace Dqx.Metrics;

/// <summary><c>stddev_over(m, n=7, offset=1)</c>: the sample standard deviation of the values, √(Σ(x − mean)² / (n − 1)); 0 for one value.</summary>
public sealed record StandardDeviationOver : WindowMetric
{
    /// <summary>Creates the metric.</summary>
    /// <param name="base">The metric.</param>
    /// <param name="days">How many days the window spans.</param>
    /// <param name="offset">How many days back its newest day lies.</param>
    /// <param name="minimumDays">How many days must have a value; null for half of them, rounded up.</param>
    public StandardDeviationOver(Metric @base, int days = 7, int offset = 1, int? minimumDays = null)
        : base(@base, days, offset, minimumDays)
    {
    }

    /// <inheritdoc/>
    public override string Name => "stddev_over";

    private protected override double Summarise(IReadOnlyList<double> values)
    {
        if (values.Count == 1)
        {
            return 0;
        }

        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
