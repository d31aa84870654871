using System.Globalization;

namespace Dqx.Metrics.States;

/// <summary>States as they are stored: the version of the form, the kind, then what the kind has, separated by spaces. Numbers come back as they were.</summary>
internal static class StateText
{
    /// <summary>The version that this code writes, and the only one that it reads.</summary>
    public const int Version = 1;

    public static string Write(MetricState state)
    {
        object?[] parts = state switch
        {
            CountState count => ["count", count.Count],
            SumState sum => ["sum", sum.Total],
            MeanState mean => ["mean", mean.Count, mean.Total],
            MomentsState moments => ["moments", moments.Count, moments.Mean, moments.SquaredDistances],
            MinimumState minimum => ["minimum", minimum.Smallest],
            MaximumState maximum => ["maximum", maximum.Largest],
            FirstState { Row: { Order: FirstOrder.Time time, Value: var value } } => ["first", value, "time", time.Text],
            FirstState { Row: { Order: FirstOrder.Number number, Value: var value } } => ["first", value, "number", number.Total],
            FirstState => ["first"],
            DaysState days => ["days", days.RowsWithoutDay, days.First is { } first ? Day(first) : null, days.Last is { } last ? Day(last) : null],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Version} {string.Join(' ', parts.Where(part => part is not null).Select(Text))}");
    }

    /// <exception cref="DqxException">It is of another version, or no state (DQX3301).</exception>
    public static MetricState Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(' ', 5);
        if (parts[0] != Version.ToString(CultureInfo.InvariantCulture))
        {
            throw Unreadable(text, string.Create(CultureInfo.InvariantCulture, $"it is of version {parts[0]}, and this dqx knows version {Version}"));
        }

        try
        {
            return parts[1..] switch
            {
                ["count", var count] => new CountState(Whole(count)),
                ["sum"] => SumState.None,
                ["sum", var total] => new SumState(Total.Parse(total)),
                ["mean", "0"] => MeanState.None,
                ["mean", var count, var total] => new MeanState(Total.Parse(total), Whole(count)),
                ["moments", var count, var mean, var distances] => new MomentsState(Whole(count), Number(mean), Number(distances)),
                ["minimum"] => MinimumState.None,
                ["minimum", var smallest] => new MinimumState(Number(smallest)),
                ["maximum"] => MaximumState.None,
                ["maximum", var largest] => new MaximumState(Number(largest)),
                ["first"] => FirstState.None,
                ["first", var value, "number", var order] => new FirstState(new FirstRow(new FirstOrder.Number(Total.Parse(order)), Number(value))),
                ["first", var value, "time", var order] => new FirstState(new FirstRow(FirstOrder.OfTime(order) ?? throw new FormatException("it has no time"), Number(value))),
                ["days", var rows] => new DaysState(null, null, Whole(rows)),
                ["days", var rows, var first, var last] => new DaysState(Day(first), Day(last), Whole(rows)),
                _ => throw new FormatException("it has no such form"),
            };
        }
        catch (Exception malformed) when (malformed is FormatException or OverflowException)
        {
            throw Unreadable(text, malformed.Message);
        }
    }

    private static DqxException Unreadable(string text, string reason)
        => new("DQX3301", $"The stored state '{text}' cannot be read: {reason}; measure its data again.");

    private static long Whole(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(object? part) => part is double number ? number.ToString("R", CultureInfo.InvariantCulture) : Convert.ToString(part, CultureInfo.InvariantCulture) ?? "";
}
