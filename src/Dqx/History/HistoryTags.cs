using System.Text.Json;

namespace Dqx.History;

/// <summary>Identity tags as one text, under which values are stored.</summary>
public static class HistoryTags
{
    /// <summary><c>{"env":"prod"}</c>, sorted by ordinal key; an empty text for none.</summary>
    public static string Text(IReadOnlyDictionary<string, string>? tags)
        => tags is null or { Count: 0 } ? "" : $"{{{string.Join(',', tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{Quoted(tag.Key)}:{Quoted(tag.Value)}"))}}}";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
