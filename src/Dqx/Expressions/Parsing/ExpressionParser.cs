using System.Collections.Immutable;
using System.Globalization;

namespace Dqx.Expressions.Parsing;

/// <summary>Reads an expression by recursive descent: sums of products of signed powers of primaries.</summary>
internal static class ExpressionParser
{
    /// <summary>Deeper nesting than any person writes; the parser and everything after it recurse.</summary>
    private const int MaximumDepth = 200;

    private static readonly Dictionary<string, Function> s_functions = Enum.GetValues<Function>().ToDictionary(WireNames.Of);

    public static Expression Parse(TokenReader tokens) => Sum(tokens, 0);

    private static Expression Sum(TokenReader tokens, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw tokens.Fail("The expression is nested too deeply");
        }

        var left = Product(tokens, depth + 1);
        while (tokens.Current.Kind is TokenKind.Symbol && tokens.Current.Text is "+" or "-")
        {
            var @operator = tokens.Take().Text == "+" ? BinaryOperator.Add : BinaryOperator.Subtract;
            left = new Expression.Binary(@operator, left, Product(tokens, depth + 1));
        }

        return left;
    }

    private static Expression Product(TokenReader tokens, int depth)
    {
        var left = Signed(tokens, depth + 1);
        while (tokens.Current.Kind is TokenKind.Symbol && tokens.Current.Text is "*" or "/")
        {
            var @operator = tokens.Take().Text == "*" ? BinaryOperator.Multiply : BinaryOperator.Divide;
            left = new Expression.Binary(@operator, left, Signed(tokens, depth + 1));
        }

        return left;
    }

    private static Expression Signed(TokenReader tokens, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw tokens.Fail("The expression is nested too deeply");
        }

        return tokens.Current.Kind is TokenKind.Symbol && tokens.TryTake("-")
            ? new Expression.Negation(Signed(tokens, depth + 1))
            : Power(tokens, depth + 1);
    }

    private static Expression Power(TokenReader tokens, int depth)
    {
        var @base = Primary(tokens, depth + 1);
        return tokens.TryTake("^") ? new Expression.Binary(BinaryOperator.Power, @base, Signed(tokens, depth + 1)) : @base;
    }

    private static Expression Primary(TokenReader tokens, int depth)
    {
        switch (tokens.Current)
        {
            case { Kind: TokenKind.Number }:
                return Number(tokens);
            case { Kind: TokenKind.Symbol, Text: "(" }:
                tokens.Take();
                var inner = Sum(tokens, depth + 1);
                tokens.Expect(")", "to close the parenthesis");
                return inner;
            case { Kind: TokenKind.Name } name when tokens.Following.Is("("):
                return s_functions.TryGetValue(name.Text, out var function)
                    ? Call(tokens, function, depth)
                    : new Expression.MetricTerm(MetricParser.Parse(tokens));
            case { Kind: TokenKind.Name } name when tokens.Tunables.Contains(name.Text):
                return new Expression.TunableTerm(tokens.Take().Text);
            case { Kind: TokenKind.Name } name:
                throw tokens.Fail(Unknown(name.Text, tokens.Tunables));
            case { Kind: TokenKind.Quoted } quoted:
                throw tokens.Fail($"A text is no value; a column stands inside a metric, as in average({quoted})");
            default:
                throw tokens.Fail($"Expected a number, a metric or a parenthesis, found {tokens.Current}");
        }
    }

    /// <summary>A number that a double can hold.</summary>
    public static Expression.Number Number(TokenReader tokens)
    {
        var value = double.Parse(tokens.Current.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
        {
            throw tokens.Fail("The number is too large for a double");
        }

        tokens.Take();
        return new Expression.Number(value);
    }

    private static Expression.Call Call(TokenReader tokens, Function function, int depth)
    {
        var name = tokens.Take();
        tokens.Take();
        if (function is Function.Min or Function.Max && tokens.Following.Is(")") && IsColumn(tokens.Current))
        {
            var metric = function is Function.Min ? "minimum" : "maximum";
            throw TokenReader.Fail(name, $"'{name.Text}' compares expressions; the metric is {metric}({tokens.Source(tokens.Current.Offset, tokens.Current.Offset + tokens.Current.Length)})");
        }

        var arguments = ImmutableArray.CreateBuilder<Expression>();
        do
        {
            arguments.Add(Sum(tokens, depth + 1));
        }
        while (tokens.TryTake(","));

        tokens.Expect(")", $"or ',' in {name.Text}(…)");
        return arguments.Count > 1 && function is not (Function.Min or Function.Max or Function.Coalesce)
            ? throw TokenReader.Fail(name, $"'{name.Text}' takes one argument")
            : new Expression.Call(function, arguments.DrainToImmutable());
    }

    private static string Unknown(string name, ImmutableArray<string> tunables)
    {
        if (MetricParser.Find(name) is { } metric)
        {
            return $"A metric takes parentheses: {metric.Usage}";
        }

        return Nearest.Find(name, tunables) is { } nearest ? $"Unknown name '{name}'; did you mean '{nearest}'?"
            : $"Unknown name '{name}'; expected a number{(tunables.IsEmpty ? "" : $", a tunable ({string.Join(", ", tunables)})")} or a metric such as num_rows()";
    }

    private static bool IsColumn(Token token) => token.Kind is TokenKind.Name or TokenKind.Quoted;
}
