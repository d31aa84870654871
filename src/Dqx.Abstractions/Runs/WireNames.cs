using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dqx;

/// <summary>The snake_case names of enum values in documents, logs and messages; severities keep their own form (P0).</summary>
internal static class WireNames
{
    public static string Of<T>(T value)
        where T : struct, Enum
        => Names<T>.Texts[Unsafe.BitCast<T, int>(value)];

    public static bool TryParse<T>(string? name, out T value)
        where T : struct, Enum
    {
        var index = Array.IndexOf(Names<T>.Texts, name);
        value = index < 0 ? default : Unsafe.BitCast<int, T>(index);
        return index >= 0;
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

            text.Append(Lower(pascal[i]));
        }

        return text.ToString();
    }

    /// <summary>The first use of a culture loads all of them, which takes longer than to read fifty extensions (measured).</summary>
    private static char Lower(char letter) => char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : char.IsAscii(letter) ? letter : char.ToLower(letter, CultureInfo.InvariantCulture);

    /// <summary>The names of an enum whose values are 0, 1, 2 and so on: an index is a value.</summary>
    private static string[] TextsOf(Type type)
    {
        var names = Enum.GetNames(type);
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = type == typeof(Severity) ? names[i] : Snake(names[i]);
        }

        return names;
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly string[] Texts = TextsOf(typeof(T));
    }
}
