using System.Collections.Immutable;
using System.Globalization;
using Dqx.Expressions.Parsing;

namespace Dqx.Metrics;

/// <summary>The arguments of one metric as written; says what is wrong with them, and where.</summary>
internal sealed class MetricArguments(Token name, MetricSyntax syntax)
{
    private static readonly string[] s_common = ["lag", "dataset", "where", "dates"];

    private readonly List<Token> _positional = [];
    private Metric? _base;
    private readonly Dictionary<string, Token> _named = new(StringComparer.Ordinal);

    public void Add(Token value)
    {
        if (_named.Count > 0)
        {
            throw TokenReader.Fail(value, "Columns and values stand before named arguments");
        }

        _positional.Add(value);
    }

    public void Add(Metric metric)
    {
        _base = _base is null && _positional.Count == 0 && _named.Count == 0 ? metric : throw WrongCount("one metric, first");
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
    {
        var metric = syntax.Create(this);
        return metric is DerivedMetric
            ? metric with { Lag = syntax.NamedArguments.Contains("lag") ? 0 : Lag(), Dataset = Text("dataset") }
            : metric with { Lag = Lag(), Dataset = Text("dataset"), Where = Where(), AllDates = AllDates() };
    }

    /// <summary>The metric that a derived one is calculated from.</summary>
    public Metric Base()
    {
        foreach (var inner in new[] { "where", "dates" })
        {
            if (_named.TryGetValue(inner, out var token))
            {
                throw TokenReader.Fail(token, $"'{inner}' belongs to the metric inside {syntax.Names[0]}(…)");
            }
        }

        return _base is not null && _positional.Count == 0 ? _base : throw WrongCount("one metric, such as sum(revenue)");
    }

    /// <summary>A number of days; null when it is not given.</summary>
    public int? Integer(string argument, int least, int most = Metric.MaximumLag)
    {
        if (!_named.TryGetValue(argument, out var value))
        {
            return null;
        }

        return value.Kind is TokenKind.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw TokenReader.Fail(value, string.Create(CultureInfo.InvariantCulture, $"'{argument}' is a number of days, {least} to {most}, not {value}"));
    }

    public Metric Window(Func<Metric, int, int, int?, Metric> create)
    {
        var days = Integer("n", 1) ?? 7;
        return create(Base(), days, Integer("offset", 0) ?? 1, Integer("min_days", 1, days));
    }

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

    public ImmutableArray<ColumnValue> Values()
    {
        var values = ImmutableArray.CreateBuilder<ColumnValue>();
        for (var i = 1; i < _positional.Count; i++)
        {
            values.Add(Value(_positional[i]));
        }

        return values.DrainToImmutable();
    }

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

    private int Lag() => Integer("lag", 0) ?? 0;

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
