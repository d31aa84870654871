using System.Globalization;

namespace Dqx.Cli.Rendering;

/// <summary>Numbers for people: whole ones without a fraction, others with seven digits, or all of them where fewer would mislead.</summary>
internal static class Numbers
{
    private const double LargestExact = 9_007_199_254_740_992;

    /// <summary>The number in the fewest characters that keep its meaning.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="bounds">Numbers that it must not look equal to unless it is.</param>
    public static string Short(double value, params ReadOnlySpan<double?> bounds)
    {
        if (Whole(value) is { } whole)
        {
            return whole;
        }

        var text = value.ToString("G7", CultureInfo.InvariantCulture);
        var shown = double.Parse(text, CultureInfo.InvariantCulture);
        var misleads = shown == Math.Truncate(shown);
        foreach (var bound in bounds)
        {
            misleads |= shown == bound;
        }

        return misleads && shown != value ? Exact(value) : Whole(shown) ?? text;
    }

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Exact(double value) => Whole(value) ?? value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The same for a number that was multiplied, without the last digits, which that made: 0.21 for 1 % of 21.</summary>
    public static string Computed(double value) => Exact(double.Parse(value.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>Milliseconds, seconds or minutes, whichever reads best.</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms"),
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalMinutes):0} min {time.Seconds:00} s"),
    };

    /// <summary><c>2026-11-20</c>, or <c>2026-11-20 (today, UTC)</c>.</summary>
    public static string Date(DateOnly date, string? word = null)
        => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (word is null ? "" : $" ({word})");

    private static string? Whole(double value)
        => value == Math.Truncate(value) && Math.Abs(value) <= LargestExact ? (value + 0.0).ToString("F0", CultureInfo.InvariantCulture) : null;
}
