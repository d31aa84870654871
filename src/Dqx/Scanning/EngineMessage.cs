namespace Dqx.Scanning;

/// <summary>Engines explain themselves over several lines, and quote the statement below.</summary>
internal static class EngineMessage
{
    /// <summary>What stands before the quotation, in one line and without a full stop.</summary>
    public static string FirstParagraph(string message)
        => message.ReplaceLineEndings("\n").Trim().Split("\n\n")[0].Replace("\n", " ", StringComparison.Ordinal).TrimEnd('.', ' ');
}
