using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dqx;

/// <summary>Takes secrets out of texts that are going to be shown.</summary>
internal static partial class Redaction
{
    public const string Mask = "***";

    public static string Apply(string text, IEnumerable<string> secrets)
    {
        foreach (var secret in secrets)
        {
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
            // In JSON a secret stands escaped, in one of two usual ways; replace these forms as well.
            foreach (var encoder in (JavaScriptEncoder[])[JavaScriptEncoder.Default, JavaScriptEncoder.UnsafeRelaxedJsonEscaping])
            {
                var escaped = JsonEncodedText.Encode(secret, encoder).ToString();
                if (escaped != secret)
                {
                    text = text.Replace(escaped, Mask, StringComparison.Ordinal);
                }
            }
        }

        return UrlPassword().Replace(text, "${before}" + Mask + "${after}");
    }

    /// <summary><c>scheme://user:password@host</c>; the password may hold anything but a slash, a quote or white space. The scheme is not
    /// matched whole: over a long word that would take quadratic time.</summary>
    [GeneratedRegex("""(?<=[A-Za-z0-9+.-])(?<before>://[^\s:/?#@"']*:)[^\s/"']+(?<after>@)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex UrlPassword();
}
