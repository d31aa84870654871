using System.Collections.Immutable;

namespace Dqx.Expressions.Parsing;

/// <summary>Walks over the tokens of one expression.</summary>
internal sealed class TokenReader(string text)
{
    private readonly List<Token> _tokens = Tokenizer.Tokenize(text);
    private int _at;

    /// <summary>Names that stand for numbers.</summary>
    public ImmutableArray<string> Tunables { get; init; } = [];

    public Token Current => _tokens[_at];

    public Token Following => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    public string Source(int from, int to) => text[from..to];

    public Token Take()
    {
        var token = _tokens[_at];
        _at = Math.Min(_at + 1, _tokens.Count - 1);
        return token;
    }

    public bool TryTake(string symbolOrWord)
    {
        if (!Current.Is(symbolOrWord))
        {
            return false;
        }

        Take();
        return true;
    }

    public Token Expect(string symbolOrWord, string context)
        => Current.Is(symbolOrWord) ? Take() : throw Fail($"Expected '{symbolOrWord}' {context}, found {Current}");

    public SyntaxException Fail(string message) => Fail(Current, message);

    public static SyntaxException Fail(Token token, string message) => new(new SyntaxError(token.Offset, token.Length, message));
}
