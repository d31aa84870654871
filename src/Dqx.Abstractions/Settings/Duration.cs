using System.Globalization;
using System.Text.RegularExpressions;

namespace Dqx;

/// <summary>Durations as users write them: <c>500ms</c>, <c>2s</c>, <c>5m</c>, <c>1h</c>, <c>3d</c>, or a number of seconds.</summary>
internal static partial class Duration
{
    public const string Expected = "a duration such as 500ms, 2s, 5m, 1h or 3d, or a number of seconds";

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var match = Pattern().Match(text.Trim());
        if (!match.Success || !double.TryParse(match.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var seconds = number * match.Groups["unit"].Value switch
        {
            "ms" => 0.001,
            "m" => 60,
            "h" => 3_600,
            "d" => 86_400,
            _ => 1,
        };
        if (seconds > TimeSpan.MaxValue.TotalSeconds / 2)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    /// <summary>The largest unit that divides it: <c>5m</c>, <c>90s</c>, <c>1500ms</c>.</summary>
    public static string Format(TimeSpan duration) => duration switch
    {
        { Ticks: 0 } => "0s",
        _ when duration.Ticks % TimeSpan.TicksPerDay == 0 => Invariant(duration.TotalDays, "d"),
        _ when duration.Ticks % TimeSpan.TicksPerHour == 0 => Invariant(duration.TotalHours, "h"),
        _ when duration.Ticks % TimeSpan.TicksPerMinute == 0 => Invariant(duration.TotalMinutes, "m"),
        _ when duration.Ticks % TimeSpan.TicksPerSecond == 0 => Invariant(duration.TotalSeconds, "s"),
        _ => Invariant(duration.TotalMilliseconds, "ms"),
    };

    private static string Invariant(double number, string unit) => number.ToString(CultureInfo.InvariantCulture) + unit;

    [GeneratedRegex("^(?<number>[0-9]+(\\.[0-9]+)?)\\s*(?<unit>ms|s|m|h|d)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
