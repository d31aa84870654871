using System.Text;

namespace Dqx.Suites.Yaml;

/// <summary>Shows a place as compilers do: its line, and a caret under it. What is probably secret in the line is hidden.</summary>
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

        var (shown, blank, marks) = (new StringBuilder("  "), new StringBuilder("  "), 0);
        var (caret, behind) = (Math.Min(place.Start, to), Math.Min(place.Start + place.Length, to));
        foreach (var (piece, isSecret) in Pieces(source, line, from, to))
        {
            var text = isSecret ? Redaction.Mask : Shown(source.Text[piece]);
            shown.Append(text);
            var (before, after) = (Math.Clamp(caret - piece.Start.Value, 0, piece.End.Value - piece.Start.Value), Math.Clamp(piece.End.Value - behind, 0, piece.End.Value - piece.Start.Value));
            // Of what is hidden no place is shown: the caret stands under all of it.
            blank.Append(isSecret ? (caret >= piece.End.Value ? Blank(text) : "") : Blank(text[..before]));
            marks += isSecret ? (caret < piece.End.Value && behind > piece.Start.Value ? text.Length : 0) : Math.Max(0, text.Length - before - after);
        }

        return $"{shown}\n{blank}{new string('^', Math.Clamp(marks, 1, Width))}";
    }

    /// <summary>What is shown of a line, parted into what may be seen and what may not.</summary>
    private static IEnumerable<(Range Piece, bool IsSecret)> Pieces(SourceText source, int line, int from, int to)
    {
        foreach (var span in SecretSpans.Find(source, line))
        {
            var (start, end) = (Math.Clamp(span.Start.Value, from, to), Math.Clamp(span.End.Value, from, to));
            if (start < end)
            {
                yield return (from..start, false);
                yield return (start..end, true);
                from = end;
            }
        }

        yield return (from..to, false);
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
