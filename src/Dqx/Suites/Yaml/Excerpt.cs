using System.Text;

namespace Dqx.Suites.Yaml;

/// <summary>Shows a place as compilers do: its line, and a caret under it.</summary>
internal static class Excerpt
{
    /// <summary>What is shown of a line: more would wrap, and the caret would stand anywhere.</summary>
    private const int Width = 160;

    /// <summary>Two lines, indented; empty for a place that is in no file.</summary>
    public static string Of(Place place)
    {
        var source = place.Source;
        if (!source.IsFile)
        {
            return "";
        }

        var line = source.Line(place.Start);
        var (start, end) = (source.LineStart(line), source.LineEnd(line));
        // A long line is cut around the place.
        var from = place.Start - start > Width * 3 / 4 ? place.Start - (Width / 2) : start;
        var to = Math.Min(end, from + Width);
        if (from >= to)
        {
            return "";
        }

        var marks = Math.Clamp(Math.Min(place.Start + place.Length, to) - place.Start, 1, Width);
        return $"  {Shown(source.Text[from..to])}\n  {Blank(source.Text[from..Math.Min(place.Start, to)])}{new string('^', marks)}";
    }

    /// <summary>Control characters could steer the terminal.</summary>
    private static string Shown(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            shown.Append(char.IsControl(character) && character != '\t' ? '\uFFFD' : character);
        }

        return shown.ToString();
    }

    /// <summary>As wide as the text, so that the caret stands under its place: tabs stay tabs.</summary>
    private static string Blank(string text)
    {
        var blank = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            blank.Append(rune.Value == '\t' ? '\t' : ' ');
        }

        return blank.ToString();
    }
}
