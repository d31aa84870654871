namespace Dqx.Metrics;

/// <summary>The relative change of a metric since an earlier day, (m − m₋ₗ) / |m₋ₗ|. From 0 to 0 it is 0; from 0 to anything else it is an error.</summary>
internal static class RelativeChange
{
    public static MetricValue Of(ReadOnlySpan<MetricValue> values, ReadOnlySpan<DateOnly> dates)
    {
        if (values[0] is not MetricValue.Number { Value: var now })
        {
            return values[0];
        }

        return values[1] switch
        {
            MetricValue.Number { Value: 0 } => now == 0
                ? MetricValue.Zero
                : new MetricValue.Failure(ErrorKind.Arithmetic, FormattableString.Invariant($"division by zero: the value of {dates[1]:yyyy-MM-dd} is 0")),
            MetricValue.Number { Value: var before } => MetricValue.From((now - before) / Math.Abs(before)),
            var reason => reason,
        };
    }

    public static MetricValue Absolute(MetricValue value) => value is MetricValue.Number number ? MetricValue.From(Math.Abs(number.Value)) : value;
}

/// <summary><c>day_over_day(m)</c>: |m − m₋₁| / |m₋₁|. From 0 to 0 it is 0; another previous value of 0 is an error.</summary>
/// <param name="Base">The metric.</param>
public sealed record DayOverDay(Metric Base) : DerivedMetric(Base)
{
    /// <inheritdoc/>
    public override string Name => "day_over_day";

    internal override IEnumerable<int> Lags => [0, 1];

    internal override MetricValue Combine(ReadOnlySpan<MetricValue> values, ReadOnlySpan<DateOnly> dates) => RelativeChange.Absolute(RelativeChange.Of(values, dates));
}

/// <summary><c>week_over_week(m)</c>: |m − m₋₇| / |m₋₇|. From 0 to 0 it is 0; another previous value of 0 is an error.</summary>
/// <param name="Base">The metric.</param>
public sealed record WeekOverWeek(Metric Base) : DerivedMetric(Base)
{
    /// <inheritdoc/>
    public override string Name => "week_over_week";

    internal override IEnumerable<int> Lags => [0, 7];

    internal override MetricValue Combine(ReadOnlySpan<MetricValue> values, ReadOnlySpan<DateOnly> dates) => RelativeChange.Absolute(RelativeChange.Of(values, dates));
}
