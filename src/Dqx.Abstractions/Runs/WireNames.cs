using System.Globalization;
using System.Text;

namespace Dqx;

/// <summary>The snake_case names of enum values in documents, logs and messages; severities keep their own form (P0).</summary>
internal static class WireNames
{
    public static string Of<T>(T value)
        where T : struct, Enum
        => Names<T>.ByValue[value];

    public static bool TryParse<T>(string? name, out T value)
        where T : struct, Enum
    {
        foreach (var (candidate, text) in Names<T>.ByValue)
        {
            if (text == name)
            {
                value = candidate;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary><c>ToEmails</c> → <c>to_emails</c>; <c>URLPath</c> → <c>url_path</c>; digits stay with what is before them.</summary>
    public static string Snake(string pascal)
    {
        var text = new StringBuilder(pascal.Length + 4);
        for (var i = 0; i < pascal.Length; i++)
        {
            var startsWord = char.IsUpper(pascal[i]) && i > 0
                && (!char.IsUpper(pascal[i - 1]) || (i + 1 < pascal.Length && char.IsLower(pascal[i + 1])));
            if (startsWord)
            {
                text.Append('_');
            }

            text.Append(char.ToLower(pascal[i], CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().ToDictionary(
            value => value,
            value => typeof(T) == typeof(Severity) ? value.ToString() : Snake(value.ToString()));
    }
}
