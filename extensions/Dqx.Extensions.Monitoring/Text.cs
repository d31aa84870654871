namespace Dqx.Extensions.Monitoring;

/// <summary>Texts for messages.</summary>
internal static class Text
{
    /// <summary>On one line, and no longer than so many characters.</summary>
    public static string Line(string text, int most)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : line[..most] + "…";
    }
}
