using System.Text;

namespace Dqx.Extensions.PostgreSql.Storage;

/// <summary>Texts as PostgreSQL can hold them: every character but U+0000, and no half of a surrogate pair. U+FFFD stands for them.</summary>
internal static class StoredText
{
    public static string Of(string text)
        => text.Contains('\0', StringComparison.Ordinal) || text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD')
            : text;
}
