using Dqx.Metrics;

namespace Dqx.Expressions.Parsing;

/// <summary>Reads <c>name(args)</c>: columns and values first, then named arguments with <c>=</c>.</summary>
internal static class MetricParser
{
    /// <summary>The metric of that name; null when there is none.</summary>
    public static MetricSyntax? Find(string name) => MetricSyntax.All.FirstOrDefault(syntax => syntax.Names.Contains(name));

    public static Metric Parse(TokenReader tokens)
    {
        var name = tokens.Take();
        if (Find(name.Text) is not { } syntax)
        {
            throw TokenReader.Fail(name, Unknown(name, tokens));
        }

        tokens.Take();
        var arguments = new MetricArguments(name, syntax);
        if (!tokens.TryTake(")"))
        {
            do
            {
                Argument(tokens, arguments, syntax);
            }
            while (tokens.TryTake(","));

            tokens.Expect(")", $"or ',' in {syntax.Usage}");
        }

        return arguments.Create();
    }

    private static void Argument(TokenReader tokens, MetricArguments arguments, MetricSyntax syntax)
    {
        if (tokens.Current.Kind is TokenKind.Name && tokens.Following.Is("="))
        {
            var name = tokens.Take();
            tokens.Take();
            arguments.Add(name, Value(tokens, $"a value for '{name.Text}'"));
        }
        else
        {
            arguments.Add(Value(tokens, $"an argument of {syntax.Usage}"));
        }
    }

    /// <summary>A name, a text, or a number with or without a sign.</summary>
    private static Token Value(TokenReader tokens, string expected)
    {
        if (tokens.Current.Is("-") && tokens.Following.Kind is TokenKind.Number)
        {
            var sign = tokens.Take();
            var number = tokens.Take();
            return number with { Text = "-" + number.Text, Offset = sign.Offset, Length = number.Offset + number.Length - sign.Offset };
        }

        return tokens.Current switch
        {
            { Kind: TokenKind.Name } name when tokens.Following.Is("(")
                => throw TokenReader.Fail(name, $"Expected {expected}; a metric takes columns and values, not expressions"),
            { Kind: TokenKind.Name or TokenKind.Quoted or TokenKind.Number } => tokens.Take(),
            { Text: "*" } => throw tokens.Fail("A metric takes columns; the number of rows is num_rows()"),
            _ => throw tokens.Fail($"Expected {expected}, found {tokens.Current}"),
        };
    }

    private static string Unknown(Token name, TokenReader tokens)
    {
        var hint = name.Text.ToLowerInvariant() switch
        {
            "count" => "; the number of rows is num_rows(), of values that are there num_rows() - null_count(column)",
            "avg" or "mean" => "; did you mean 'average'?",
            "std" or "sd" or "stddev_samp" => "; did you mean 'stddev'?",
            "var" or "var_samp" => "; did you mean 'variance'?",
            "nunique" or "count_distinct" or "cardinality" => "; did you mean 'unique_count'?",
            "duplicates" => "; did you mean 'duplicate_count'?",
            "nulls" or "null_rate" => "; did you mean 'null_count'?",
            "ln" => "; the natural logarithm is log(…)",
            _ => Nearest.Hint(name.Text, [.. MetricSyntax.All.SelectMany(syntax => syntax.Names), .. Enum.GetValues<Function>().Select(WireNames.Of)]),
        };
        return $"Unknown metric or function {tokens.Source(name.Offset, name.Offset + name.Length)}(…){hint}";
    }
}
