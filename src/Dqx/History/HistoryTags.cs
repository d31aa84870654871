using System.Collections.Immutable;
using System.Text.Json;

namespace Dqx.History;

/// <summary>Identity tags as one text, under which values are stored.</summary>
public static class HistoryTags
{
    /// <summary><c>{"env":"prod"}</c>, sorted by ordinal key; an empty text for none.</summary>
    public static string Text(IReadOnlyDictionary<string, string>? tags)
        => tags is null or { Count: 0 } ? "" : $"{{{string.Join(',', tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{Quoted(tag.Key)}:{Quoted(tag.Value)}"))}}}";

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static ImmutableSortedDictionary<string, string> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var tags = JsonDocument.Parse(text.Length == 0 ? "{}" : text);
        return tags.RootElement.EnumerateObject().ToImmutableSortedDictionary(tag => tag.Name, tag => tag.Value.GetString() ?? "", StringComparer.Ordinal);
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
