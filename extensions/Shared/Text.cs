using System.Globalization;
using System.Text;

namespace Dqx.Extensions;

/// <summary>Texts of others, made fit to be shown.</summary>
internal static class Text
{
    private const char Cut = '…';

    /// <summary>On one line, without control characters and without those that turn the direction of what follows, and no longer than so many characters.</summary>
    public static string Line(string text, int most = int.MaxValue)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = IsSafe(rune) ? rune : new Rune(' ');
            if (line.Length + shown.Utf16SequenceLength > most - 1)
            {
                return line.Append(Cut).ToString();
            }

            line.Append(shown);
        }

        return line.ToString();
    }

    /// <summary>The shortest form that reads back as the same number.</summary>
    public static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>1 failure</c>, <c>40 errors</c>.</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static bool IsSafe(Rune rune)
        => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            && rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));
}
