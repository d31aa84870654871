namespace Dqx.Expressions.Parsing;

/// <summary>Where a text is no expectation, and what was expected there.</summary>
/// <param name="Offset">0-based offset of the first character that does not fit; the text's length at its end.</param>
/// <param name="Length">How many characters do not fit; at least 1.</param>
/// <param name="Message">What was expected, with a hint where there is one.</param>
internal sealed record SyntaxError(int Offset, int Length, string Message)
{
    public static SyntaxError None { get; } = new(0, 1, "");

    /// <summary>The message, the text, and a caret under the place.</summary>
    public string Describe(string text)
    {
        var before = text[..Math.Min(Offset, text.Length)];
        var lineStart = before.LastIndexOf('\n') + 1;
        var lineEnd = text.IndexOf('\n', lineStart);
        var line = lineEnd < 0 ? text[lineStart..] : text[lineStart..lineEnd];
        var column = Offset - lineStart;
        var marks = Math.Max(1, Math.Min(Length, line.Length - column));
        return $"{Message}\n  {line}\n  {new string(' ', column)}{new string('^', marks)}";
    }
}

/// <summary>Ends the parsing at its first error; never leaves the parser's front door.</summary>
internal sealed class SyntaxException(SyntaxError error) : Exception(error.Message)
{
    public SyntaxError Error { get; } = error;
}
