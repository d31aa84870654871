using System.Globalization;
using Dqx.Expressions.Parsing;

namespace Dqx.Delivery;

/// <summary>Reads <c>failed(P0) &gt; 0 or (errors &gt; 0 and not total == errors)</c>.</summary>
internal static class ConditionParser
{
    private const string Counters = "passed, failed, errors, skipped, total, new or recovered";

    /// <summary>Deeper than any person writes; parser and conditions recurse.</summary>
    private const int MaximumDepth = 40;

    /// <exception cref="SyntaxException">It is no condition.</exception>
    public static Condition Parse(string text)
    {
        var tokens = new TokenReader(text);
        if (tokens.Current.Kind is TokenKind.End)
        {
            throw tokens.Fail("Expected a condition such as failed(P0) > 0, found nothing");
        }

        var condition = Or(tokens, 0);
        return tokens.Current.Kind is TokenKind.End ? condition : throw tokens.Fail($"Expected 'and', 'or' or the end, found {tokens.Current}");
    }

    private static Condition Or(TokenReader tokens, int depth)
    {
        var left = And(tokens, depth);
        while (tokens.TryTake("or"))
        {
            left = new Condition.Or(left, And(tokens, depth));
        }

        return left;
    }

    private static Condition And(TokenReader tokens, int depth)
    {
        var left = Not(tokens, depth);
        while (tokens.TryTake("and"))
        {
            left = new Condition.And(left, Not(tokens, depth));
        }

        return left;
    }

    private static Condition Not(TokenReader tokens, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw tokens.Fail("The condition is nested too deeply");
        }

        if (tokens.TryTake("not"))
        {
            return new Condition.Not(Not(tokens, depth + 1));
        }

        if (!tokens.TryTake("("))
        {
            return Compare(tokens);
        }

        var inner = Or(tokens, depth + 1);
        tokens.Expect(")", "after the condition");
        return inner;
    }

    private static Condition.Compare Compare(TokenReader tokens)
    {
        var left = Quantity(tokens);
        var token = tokens.Current;
        var comparison = ExpectationParser.Comparison(token) ?? throw tokens.Fail($"Expected a comparison (== != < <= > >=), found {token}; write 'failed > 0'");
        tokens.Take();
        return new Condition.Compare(left, comparison, Quantity(tokens));
    }

    private static Quantity Quantity(TokenReader tokens)
    {
        var token = tokens.Current;
        if (token.Kind is TokenKind.Number)
        {
            return new Quantity.Number(ExpressionParser.Number(tokens).Value);
        }

        if (token.Kind is not TokenKind.Name || !WireNames.TryParse<RunCounter>(token.Text, out var counter))
        {
            throw tokens.Fail($"Expected a number or one of {Counters}, found {token}{Hint(token)}");
        }

        tokens.Take();
        return Selected(tokens, counter);
    }

    private static Quantity.Count Selected(TokenReader tokens, RunCounter counter)
    {
        if (!tokens.TryTake("("))
        {
            return new Quantity.Count(counter, null, null);
        }

        var token = tokens.Take();
        var count = token switch
        {
            { Kind: TokenKind.Name } when Enum.TryParse<Severity>(token.Text, out var severity) && severity.ToString() == token.Text => new Quantity.Count(counter, severity, null),
            { Kind: TokenKind.Name, Text: "tag" } when tokens.TryTake("=") => new Quantity.Count(counter, null, Tag(tokens)),
            _ => throw TokenReader.Fail(token, $"Expected P0, P1, P2, P3 or tag=NAME, found {token}"),
        };
        tokens.Expect(")", "after the selection");
        return count;
    }

    /// <summary>Tags hold hyphens, which are signs of their own here.</summary>
    private static string Tag(TokenReader tokens)
    {
        if (tokens.Current.Kind is TokenKind.Quoted)
        {
            return tokens.Take().Text;
        }

        var start = tokens.Current;
        var end = start.Offset;
        while (tokens.Current is { Kind: TokenKind.Name or TokenKind.Number } or { Kind: TokenKind.Symbol, Text: "-" } && tokens.Current.Offset == end)
        {
            end += tokens.Take().Length;
        }

        return end > start.Offset ? tokens.Source(start.Offset, end) : throw tokens.Fail(string.Create(CultureInfo.InvariantCulture, $"Expected the name of a tag, found {start}"));
    }

    private static string Hint(Token token) => token.Text switch
    {
        "fail" or "failures" or "failure" => "; did you mean 'failed'?",
        "error" or "erred" => "; did you mean 'errors'?",
        "pass" or "success" or "succeeded" => "; did you mean 'passed'?",
        "skip" => "; did you mean 'skipped'?",
        "all" or "count" or "assertions" => "; did you mean 'total'?",
        _ => "",
    };
}
