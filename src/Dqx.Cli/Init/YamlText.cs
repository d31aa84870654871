using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dqx.Cli.Init;

/// <summary>Texts as YAML scalars: bare where nothing in them means something to YAML, else in double quotes.</summary>
internal static partial class YamlText
{
    public static string Of(string text)
        => Bare().IsMatch(text) && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n") ? text : Quoted(text);

    /// <summary>Letters of any alphabet stay; what cannot be seen is escaped.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            var hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append(@"\n"),
                '\t' => quoted.Append(@"\t"),
                _ when hidden => quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
                _ => quoted.Append(rune.ToString()),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Begins with a letter, ends with no blank, and has no <c>:</c>, <c>#</c>, quote, bracket or other mark that YAML could take for its own.</summary>
    [GeneratedRegex(@"^[A-Za-z_](?:[A-Za-z0-9_()=<>./+ -]*[A-Za-z0-9_()./])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();
}
