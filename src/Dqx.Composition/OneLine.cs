namespace Dqx.Composition;

/// <summary>Texts that come from outside (file names, metadata, exception messages) as one line without control characters.</summary>
internal static class OneLine
{
    public static string Of(string text) => Of(text, int.MaxValue);

    /// <summary>At most <paramref name="limit"/> characters, an ellipsis included.</summary>
    public static string Of(string text, int limit)
    {
        var cut = text.Length > limit;
        var kept = cut ? text.AsSpan(0, limit - 1) : text;
        // A cut between the halves of a surrogate pair would leave a text that is no UTF-16.
        if (cut && char.IsHighSurrogate(kept[^1]))
        {
            kept = kept[..^1];
        }

        var line = string.Create(kept.Length, kept, static (line, kept) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(kept[i]) ? ' ' : kept[i];
            }
        });
        return cut ? line + "…" : line;
    }
}
