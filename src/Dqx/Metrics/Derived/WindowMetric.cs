using System.Globalization;

namespace Dqx.Metrics;

/// <summary>A metric over the values of another one on <c>n</c> days, from <c>offset</c> days back. Days without a value are left out;
/// with fewer than <c>min_days</c> values the assertion is skipped.</summary>
public abstract record WindowMetric : DerivedMetric
{
    private protected WindowMetric(Metric @base, int days, int offset, int? minimumDays)
        : base(@base)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MaximumLag);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        Days = days;
        Offset = offset;
        MinimumDays = minimumDays ?? (days + 1) / 2;
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumDays, 1, nameof(minimumDays));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MinimumDays, days, nameof(minimumDays));
    }

    /// <summary>How many days the window spans; at least 1.</summary>
    public int Days { get; }

    /// <summary>How many days back the newest day of the window lies; 0 for the day itself.</summary>
    public int Offset { get; }

    /// <summary>How many days must have a value; by default half of <see cref="Days"/>, rounded up.</summary>
    public int MinimumDays { get; }

    internal sealed override IEnumerable<int> Lags => Enumerable.Range(Offset, Days);

    private protected sealed override IEnumerable<string> Arguments
    {
        get
        {
            yield return Base.ToString();
            yield return string.Create(CultureInfo.InvariantCulture, $"n={Days}");
            yield return string.Create(CultureInfo.InvariantCulture, $"offset={Offset}");
            if (MinimumDays != (Days + 1) / 2)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"min_days={MinimumDays}");
            }
        }
    }

    internal sealed override MetricValue Combine(ReadOnlySpan<MetricValue> values, ReadOnlySpan<DateOnly> dates)
    {
        var known = new List<double>(values.Length);
        foreach (var value in values)
        {
            if (value is MetricValue.Number number)
            {
                known.Add(number.Value);
            }
        }

        return known.Count >= MinimumDays
            ? MetricValue.From(Summarise(known))
            : new MetricValue.Missing(SkipReason.NoHistory, string.Create(CultureInfo.InvariantCulture, $"{known.Count} of {Days} days have a value, {MinimumDays} are needed"));
    }

    /// <summary>The summary of at least one value.</summary>
    private protected abstract double Summarise(IReadOnlyList<double> values);
}
