using System.Collections.Immutable;
using System.Globalization;
using Dqx.Expressions.Parsing;

namespace Dqx.Metrics;

/// <summary>The arguments of one metric as written; says what is wrong with them, and where.</summary>
internal sealed class MetricArguments(Token name, MetricSyntax syntax)
{
    private static readonly string[] s_common = ["lag", "dataset", "where", "dates"];

    private readonly List<Token> _positional = [];
    private readonly Dictionary<string, Token> _named = new(StringComparer.Ordinal);

    public void Add(Token value)
    {
        if (_named.Count > 0)
        {
            throw TokenReader.Fail(value, "Columns and values stand before named arguments");
        }

        _positional.Add(value);
    }

    public void Add(Token argument, Token value)
    {
        if (!s_common.Contains(argument.Text) && !syntax.NamedArguments.Contains(argument.Text))
        {
            throw TokenReader.Fail(argument, $"{syntax.Names[0]} has no argument '{argument.Text}'{Nearest.Hint(argument.Text, [.. syntax.NamedArguments, .. s_common])}");
        }

        if (!_named.TryAdd(argument.Text, value))
        {
            throw TokenReader.Fail(argument, $"'{argument.Text}' is given twice");
        }
    }

    /// <summary>The metric with the arguments that every metric takes.</summary>
    public Metric Create()
        => syntax.Create(this) with { Lag = Lag(), Dataset = Text("dataset"), Where = Where(), AllDates = AllDates() };

    public Metric None(Metric metric) => _positional.Count == 0 ? metric : throw WrongCount("no columns");

    public string Column() => _positional is [var column] ? ColumnName(column) : throw WrongCount("one column");

    public string FirstColumn() => _positional.Count >= 2 ? ColumnName(_positional[0]) : throw WrongCount("a column and at least one value");

    public ImmutableArray<string> Columns()
    {
        if (_positional.Count == 0)
        {
            throw WrongCount("at least one column");
        }

        var columns = _positional.Select(ColumnName).ToImmutableArray();
        return columns.Distinct().Count() == columns.Length ? columns : throw TokenReader.Fail(name, "A column is given twice");
    }

    public string Sql()
        => _positional is [{ Kind: TokenKind.Quoted } sql] && !string.IsNullOrWhiteSpace(sql.Text) ? sql.Text : throw WrongCount("one aggregate expression in double quotes");

    public ImmutableArray<ColumnValue> Values() => [.. _positional.Skip(1).Select(Value)];

    public string RequiredColumn(string argument)
        => _named.TryGetValue(argument, out var value) ? ColumnName(value) : throw WrongCount($"{argument}=column");

    public bool IgnoresNulls() => Choice("nulls", "ignore", "count") is "ignore";

    private bool AllDates() => Choice("dates", "all") is "all";

    private string? Where()
    {
        var where = Text("where");
        return where is null || !string.IsNullOrWhiteSpace(where) ? where : throw TokenReader.Fail(_named["where"], "'where' is a predicate in double quotes, not a blank text");
    }

    private string? Text(string argument) => _named.TryGetValue(argument, out var value)
        ? value.Kind is TokenKind.Number ? throw TokenReader.Fail(value, $"'{argument}' is a name or a text, not a number") : value.Text
        : null;

    private string? Choice(string argument, params ReadOnlySpan<string> choices)
    {
        if (!_named.TryGetValue(argument, out var value))
        {
            return null;
        }

        return choices.Contains(value.Text) ? value.Text : throw TokenReader.Fail(value, $"'{argument}' is {string.Join(" or ", choices!)}, not {value}");
    }

    private int Lag()
    {
        if (!_named.TryGetValue("lag", out var value))
        {
            return 0;
        }

        return value.Kind is TokenKind.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= Metric.MaximumLag
            ? days
            : throw TokenReader.Fail(value, $"'lag' is a number of days, 0 to {Metric.MaximumLag}, not {value}");
    }

    private static string ColumnName(Token token)
        => token.Kind is TokenKind.Number ? throw TokenReader.Fail(token, "A column whose name is a number stands in double quotes")
            : token.Text.Length == 0 ? throw TokenReader.Fail(token, "A column has a name")
            : token.Text;

    private static ColumnValue Value(Token token) => token switch
    {
        { Kind: TokenKind.Quoted } => token.Text,
        { Kind: TokenKind.Number } => long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            ? integer
            : throw TokenReader.Fail(token, "A value is a text, a whole number, true or false"),
        { Text: "true" or "false" } => token.Text == "true",
        _ => throw TokenReader.Fail(token, $"A value that is a text stands in double quotes: \"{token.Text}\""),
    };

    private SyntaxException WrongCount(string expected) => TokenReader.Fail(name, $"{syntax.Names[0]} takes {expected}: {syntax.Usage}");
}
