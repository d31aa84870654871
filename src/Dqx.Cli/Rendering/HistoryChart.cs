using System.Globalization;
using Spectre.Console;

namespace Dqx.Cli.Rendering;

/// <summary>Values by date, each with a bar: eighths of a block in colour on a terminal, <c>#</c> elsewhere.</summary>
internal sealed class HistoryChart(IAnsiConsole console)
{
    private const int WidestBar = 60;
    private const int NarrowestBar = 8;
    private const string Eighths = " ▏▎▍▌▋▊▉";

    /// <summary>Bars begin at 0, unless all values are so close together that they would look the same.</summary>
    private const double NearlyTheSame = 0.2;

    private static readonly Style s_bar = new(Color.Green);
    private static readonly Style s_bad = new(Color.Red);
    private static readonly Style s_dim = new(decoration: Decoration.Dim);

    public void Write(IReadOnlyList<MetricPoint> points)
    {
        var values = points.Where(point => point.Value is not null).Select(point => point.Value ?? 0).ToList();
        var (low, high) = Range(values);
        var texts = points.Select(point => point.Value is { } value ? Numbers.Short(value) : "-").ToList();
        var widest = texts.Select(text => text.Length).DefaultIfEmpty().Max();
        var bar = Math.Clamp(console.Profile.Width - "yyyy-MM-dd".Length - widest - 6, NarrowestBar, WidestBar);
        DateOnly? previous = null;
        foreach (var (point, text) in points.Zip(texts))
        {
            if (previous is { } before && point.Date.DayNumber - before.DayNumber - 1 is > 0 and var gap)
            {
                console.Write(new Text(string.Create(CultureInfo.InvariantCulture, $"  {gap} {(gap == 1 ? "day" : "days")} without a stored value\n"), s_dim));
            }

            previous = point.Date;
            console.Write(new Text($"{Numbers.Date(point.Date)}  {text.PadLeft(widest)}  "));
            console.Write(point.Value is { } value ? new Text(Bar(value, low, high, bar) + "\n", s_bar) : new Text(Printable.FirstParagraph(point.Error ?? "") + "\n", s_bad));
        }

        if (values.Count > 0 && high > low)
        {
            console.Write(new Text($"{new string(' ', "yyyy-MM-dd".Length + widest + 4)}from {Numbers.Short(low)} to {Numbers.Short(high)}\n", s_dim));
        }
    }

    private static (double Low, double High) Range(List<double> values)
    {
        if (values.Count == 0)
        {
            return (0, 0);
        }

        var (least, most) = (values.Min(), values.Max());
        var spread = most - least;
        return (least, most) switch
        {
            // So that the least of them still has a bar.
            _ when spread > 0 && spread < NearlyTheSame * Math.Max(Math.Abs(least), Math.Abs(most)) && least * most > 0 => (least - (spread / 4), most),
            ( >= 0, _) => (0, most),
            (_, < 0) => (least, 0),
            _ => (least, most),
        };
    }

    private string Bar(double value, double low, double high, int width)
    {
        var eighths = high > low ? (int)Math.Round((value - low) / (high - low) * width * 8) : 0;
        if (!console.Profile.Capabilities.Ansi)
        {
            return new string('#', (eighths + 4) / 8);
        }

        var rest = eighths % 8;
        return new string('█', eighths / 8) + (rest == 0 ? "" : Eighths[rest].ToString());
    }
}
