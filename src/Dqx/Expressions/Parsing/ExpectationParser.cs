using System.Collections.Immutable;

namespace Dqx.Expressions.Parsing;

/// <summary>Reads <c>EXPR OP EXPR</c>, <c>EXPR [not] between EXPR and EXPR</c>, <c>EXPR is positive|negative|zero</c>, or a bare
/// <c>EXPR</c>; each comparison with an optional <c>tol NUMBER[%]</c>.</summary>
internal static class ExpectationParser
{
    private const string Comparisons = "a comparison (== != < <= > >=, between, is positive|negative|zero)";

    /// <param name="text">The text.</param>
    /// <param name="tunables">Names that stand for numbers.</param>
    public static Expectation Parse(string text, ImmutableArray<string> tunables)
    {
        var tokens = new TokenReader(text) { Tunables = tunables };
        if (tokens.Current.Kind is TokenKind.End)
        {
            throw tokens.Fail("Expected an expectation such as num_rows() > 0, found nothing");
        }

        var subject = ExpressionParser.Parse(tokens);
        var predicate = ParsePredicate(tokens);
        var tolerance = ParseTolerance(tokens, predicate);
        if (tokens.Current.Kind is not TokenKind.End)
        {
            throw tokens.Fail(Unexpected(tokens, predicate));
        }

        return new Expectation(subject, predicate, tolerance, text.Trim());
    }

    /// <summary>Whether a text that is an expectation has a tolerance; the default one may be written out.</summary>
    public static bool SaysTolerance(string text) => Tokenizer.Tokenize(text).Exists(token => token is { Kind: TokenKind.Name, Text: "tol" });

    private static Predicate ParsePredicate(TokenReader tokens)
    {
        var start = tokens.Current;
        if (Comparison(start) is { } comparison)
        {
            tokens.Take();
            return new Predicate.Comparison(comparison, ExpressionParser.Parse(tokens));
        }

        if (tokens.TryTake("not"))
        {
            tokens.Expect("between", "after 'not'");
            return Between(tokens, start, negated: true);
        }

        if (tokens.TryTake("between"))
        {
            return Between(tokens, start, negated: false);
        }

        return tokens.TryTake("is") ? new Predicate.HasSign(ParseSign(tokens)) : new Predicate.Collect();
    }

    private static Predicate.Between Between(TokenReader tokens, Token start, bool negated)
    {
        var lower = ExpressionParser.Parse(tokens);
        tokens.Expect("and", "between the bounds of 'between'");
        var upper = ExpressionParser.Parse(tokens);
        if (Evaluation.ConstantFolder.Value(lower) is { } low && Evaluation.ConstantFolder.Value(upper) is { } high && low > high)
        {
            throw TokenReader.Fail(start, $"The lower bound {lower} is above the upper bound {upper}");
        }

        return new Predicate.Between(lower, upper, negated);
    }

    private static Sign ParseSign(TokenReader tokens)
        => WireNames.TryParse<Sign>(tokens.Current.Text, out var sign) && tokens.Take().Kind is TokenKind.Name
            ? sign
            : throw tokens.Fail($"Expected positive, negative or zero after 'is', found {tokens.Current}");

    private static Tolerance ParseTolerance(TokenReader tokens, Predicate predicate)
    {
        var start = tokens.Current;
        if (!tokens.TryTake("tol"))
        {
            return Tolerance.Default;
        }

        if (predicate is Predicate.Collect)
        {
            throw TokenReader.Fail(start, $"'tol' belongs to a comparison; expected {Comparisons} before it");
        }

        if (tokens.Current.Kind is not TokenKind.Number)
        {
            throw tokens.Fail($"Expected a number, not negative, after 'tol', found {tokens.Current}");
        }

        var amount = ExpressionParser.Number(tokens).Value;
        var isPercent = tokens.TryTake("%");
        return isPercent && predicate is Predicate.HasSign
            ? throw TokenReader.Fail(start, "A tolerance in per cent needs a bound to be a part of; a sign has none")
            : new Tolerance(amount, isPercent);
    }

    internal static ComparisonOperator? Comparison(Token token) => token.Kind is not TokenKind.Symbol ? null : token.Text switch
    {
        "==" => ComparisonOperator.Equal,
        "!=" => ComparisonOperator.NotEqual,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        ">=" => ComparisonOperator.GreaterOrEqual,
        "=" => throw TokenReader.Fail(token, "Equality is written =="),
        "<>" => throw TokenReader.Fail(token, "Inequality is written !="),
        _ => null,
    };

    private static string Unexpected(TokenReader tokens, Predicate predicate) => tokens.Current switch
    {
        { Kind: TokenKind.Symbol, Text: "<" or "<=" or ">" or ">=" or "==" or "!=" } when predicate is not Predicate.Collect
            => "An expectation has one comparison; for a range write 'between LOWER and UPPER'",
        { Text: "and" or "or" } => "An expectation has one comparison: make two assertions",
        { Text: "%" } => "A percentage stands only after 'tol'; divide by 100 instead",
        var token when predicate is Predicate.Collect => $"Expected {Comparisons} or an operator, found {token}",
        var token => $"Expected an operator, 'tol' or the end, found {token}",
    };
}
