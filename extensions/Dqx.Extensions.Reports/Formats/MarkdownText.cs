using System.Text;

namespace Dqx.Extensions.Reports.Formats;

/// <summary>Texts of others in Markdown: shown as they are, whatever they would mean there.</summary>
internal static class MarkdownText
{
    /// <summary>What begins or ends something inside a line of GitHub's Markdown: code, emphasis, links, cells, emoji, formulas.</summary>
    private const string Special = "\\`*_[]!|~:$";

    /// <summary>On one line, escaped; neither markup, HTML, a link nor a mention.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in Text.Line(text, 2000))
        {
            _ = character switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                // GitHub looks for mentions and issues in what is shown; after the sign now stands a space without width.
                '@' or '#' => escaped.Append(character).Append("&#8203;"),
                _ when Special.Contains(character, StringComparison.Ordinal) => escaped.Append('\\').Append(character),
                _ => escaped.Append(character),
            };
        }

        // An address needs no scheme to become a link.
        return escaped.Replace("www.", "www\\.").Replace("WWW.", "WWW\\.").ToString();
    }

    /// <summary>As code, in a form that may hold anything.</summary>
    public static string Code(string text) => $"<code>{Escape(text)}</code>";
}
