using System.Text;

namespace Dqx.Expressions.Parsing;

/// <summary>Cuts an expression into tokens.</summary>
internal static class Tokenizer
{
    /// <summary>Longer than any person writes; what comes after the parser recurses along <c>1 + 1 + 1 + …</c></summary>
    private const int MaximumTokens = 5_000;

    private static readonly string[] s_symbols = ["==", "!=", "<=", ">=", "<>", "<", ">", "+", "-", "*", "/", "^", "(", ")", ",", "=", "%"];

    public static List<Token> Tokenize(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                tokens.Add(new Token(TokenKind.End, "", at, 1));
                return tokens;
            }

            var token = Next(text, at);
            if (tokens.Count == MaximumTokens)
            {
                throw new SyntaxException(new SyntaxError(at, token.Length, "The expression is too long; make several assertions of it"));
            }

            tokens.Add(token);
            at += token.Length;
        }
    }

    /// <summary>Whether a text is one name, which expressions can hold as it is.</summary>
    public static bool IsName(string text)
    {
        if (text.Length == 0 || char.IsAsciiDigit(text[0]) || text.Contains('$', StringComparison.Ordinal))
        {
            return false;
        }

        var at = 0;
        while (at < text.Length && IsNamePart(text, at, out var width))
        {
            at += width;
        }

        return at == text.Length;
    }

    private static Token Next(string text, int at)
    {
        var first = text[at];
        if (char.IsAsciiDigit(first) || (first == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            return Number(text, at);
        }

        if (IsNamePart(text, at, out var width))
        {
            var end = at + width;
            while (end < text.Length && IsNamePart(text, end, out width))
            {
                end += width;
            }

            return new Token(TokenKind.Name, text[at..end], at, end - at);
        }

        if (first == '"')
        {
            return Quoted(text, at);
        }

        foreach (var symbol in s_symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            {
                return new Token(TokenKind.Symbol, symbol, at, symbol.Length);
            }
        }

        throw new SyntaxException(new SyntaxError(at, 1, $"Unexpected character '{first}'{Hint(first)}"));
    }

    private static string Hint(char character) => character switch
    {
        '\'' or '`' or '“' or '”' => "; texts and odd column names stand in double quotes",
        '{' => "; ${NAME} is not replaced in an expectation",
        '−' or '–' => "; write -",
        '×' or '·' => "; write *",
        '÷' => "; write /",
        '≥' => "; write >=",
        '≤' => "; write <=",
        '≠' => "; write !=",
        '&' or '|' => "; an expectation has one comparison: make two assertions",
        _ => "",
    };

    private static Token Number(string text, int at)
    {
        var end = Digits(text, at);
        if (end < text.Length && text[end] == '.')
        {
            end = Digits(text, end + 1);
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var sign = end + 1 < text.Length && text[end + 1] is '+' or '-' ? 2 : 1;
            var exponent = Digits(text, end + sign);
            end = exponent > end + sign ? exponent : end;
        }

        if (end < text.Length && IsNamePart(text, end, out _))
        {
            throw new SyntaxException(new SyntaxError(end, 1, "A number ends here; a name that begins with a digit stands in double quotes"));
        }

        return new Token(TokenKind.Number, text[at..end], at, end - at);
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary><c>\"</c> and <c>\\</c> are escapes; any other backslash stands for itself.</summary>
    private static Token Quoted(string text, int at)
    {
        var value = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return new Token(TokenKind.Quoted, value.ToString(), at, i + 1 - at);
            }

            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\')
            {
                i++;
            }

            value.Append(text[i]);
        }

        throw new SyntaxException(new SyntaxError(at, text.Length - at, "This text has no closing double quote"));
    }

    private static bool IsNamePart(string text, int at, out int width)
    {
        var isRune = Rune.TryGetRuneAt(text, at, out var rune);
        width = isRune ? rune.Utf16SequenceLength : 1;
        return isRune && (Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '$'
            || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);
    }
}
