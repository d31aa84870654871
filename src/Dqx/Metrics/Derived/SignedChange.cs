using System.Globalization;

namespace Dqx.Metrics;

/// <summary><c>change(m, lag=1)</c>: the signed change (m − m₋ₗ) / |m₋ₗ|. From 0 to 0 it is 0; another previous value of 0 is an error.</summary>
/// <param name="Base">The metric.</param>
/// <param name="Days">How many days the earlier value lies back; at least 1.</param>
public sealed record SignedChange(Metric Base, int Days = 1) : DerivedMetric(Base)
{
    /// <inheritdoc/>
    public override string Name => "change";

    internal override IEnumerable<int> Lags => [0, Days];

    private protected override IEnumerable<string> Arguments
        => Days == 1 ? base.Arguments : [.. base.Arguments, string.Create(CultureInfo.InvariantCulture, $"lag={Days}")];

    internal override MetricValue Combine(ReadOnlySpan<MetricValue> values, ReadOnlySpan<DateOnly> dates) => RelativeChange.Of(values, dates);
}
