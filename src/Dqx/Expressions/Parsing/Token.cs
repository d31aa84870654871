namespace Dqx.Expressions.Parsing;

internal enum TokenKind
{
    /// <summary>Digits, with a fraction and an exponent or without.</summary>
    Number,

    /// <summary>A name: letters of any alphabet, digits, underscores; not beginning with a digit.</summary>
    Name,

    /// <summary>A text in double quotes; <see cref="Token.Text"/> is its value.</summary>
    Quoted,

    /// <summary>An operator or a mark.</summary>
    Symbol,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>A piece of an expression.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">The characters, or the value of a quoted text.</param>
/// <param name="Offset">0-based offset in the text.</param>
/// <param name="Length">Characters in the text.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Offset, int Length)
{
    public bool Is(string symbolOrWord) => Kind is TokenKind.Symbol or TokenKind.Name && Text == symbolOrWord;

    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Quoted => $"\"{Text}\"",
        _ => $"'{Text}'",
    };
}
