using System.Globalization;
using System.Text;
using Dqx.Scanning;

namespace Dqx.Cli.Rendering;

/// <summary>Text from suites, data and extensions, made safe for a terminal: nothing in it steers the cursor, colours or reorders.</summary>
internal static class Printable
{
    /// <summary>One line: control characters become visible escapes.</summary>
    public static string Line(string text) => Escape(text, keepTabs: false);

    private static string Escape(string text, bool keepTabs)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var line = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = (rune.Value, Rune.GetUnicodeCategory(rune)) switch
            {
                ('\n', _) => line.Append(@"\n"),
                ('\r', _) => line.Append(@"\r"),
                ('\t', _) => line.Append(keepTabs ? "\t" : @"\t"),
                // The joiners are format characters that words and emoji are made of; the others hide or reorder text.
                (0x200C or 0x200D, _) => line.Append(rune.ToString()),
                (_, UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                    => line.Append(CultureInfo.InvariantCulture, $@"\u{{{rune.Value:x}}}"),
                _ => line.Append(rune.ToString()),
            };
        }

        return line.ToString();
    }

    /// <summary>The lines of a longer text, such as an engine's message, each safe.</summary>
    public static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => Escape(line, keepTabs: true));

    /// <summary>What an engine says before it quotes the statement.</summary>
    public static string FirstParagraph(string text) => Line(EngineMessage.FirstParagraph(text));
}
