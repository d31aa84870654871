using Dqx.Expressions;

namespace Dqx.Tests.Expressions;

/// <summary>What cannot be written: where it is wrong (the carets stand under it), and what to write instead.</summary>
public sealed class SyntaxErrorTests
{
    private const string Comparisons = "a comparison (== != < <= > >=, between, is positive|negative|zero)";

    /// <summary>The text, the carets, the message.</summary>
    public static TheoryData<string, string, string> Rows => new()
    {
        // Near misses
        { "avg(x) > 1", "^^^", "Unknown metric or function avg(…); did you mean 'average'?" },
        { "1 + mean(x) > 1", "    ^^^^", "Unknown metric or function mean(…); did you mean 'average'?" },
        { "max(revenue) > 1", "^^^", "'max' compares expressions; the metric is maximum(revenue)" },
        { "min(\"unit price\") > 1", "^^^", "'min' compares expressions; the metric is minimum(\"unit price\")" },
        { "count(*) > 1", "^^^^^", "Unknown metric or function count(…); the number of rows is num_rows(), of values that are there num_rows() - null_count(column)" },
        { "num_rows(*) > 1", "         ^", "A metric takes columns; the number of rows is num_rows()" },
        { "SUM(x) > 1", "^^^", "Unknown metric or function SUM(…); did you mean 'sum'?" },
        { "unique_cout(x) > 1", "^^^^^^^^^^^", "Unknown metric or function unique_cout(…); did you mean 'unique_count'?" },
        { "ln(2) > 1", "^^", "Unknown metric or function ln(…); the natural logarithm is log(…)" },
        { "num_rows > 1", "^^^^^^^^", "A metric takes parentheses: num_rows()" },
        { "revenue > 1", "^^^^^^^", "Unknown name 'revenue'; expected a number or a metric such as num_rows()" },
        { "\"unit price\" > 1", "^^^^^^^^^^^^", "A text is no value; a column stands inside a metric, as in average(\"unit price\")" },

        // Comparisons
        { "num_rows() = 1", "           ^", "Equality is written ==" },
        { "num_rows() <> 1", "           ^^", "Inequality is written !=" },
        { "0 < num_rows() < 9", "               ^", "An expectation has one comparison; for a range write 'between LOWER and UPPER'" },
        { "num_rows() > 0 and 1 > 0", "               ^^^", "An expectation has one comparison: make two assertions" },
        { "num_rows() > 0 or 1 > 0", "               ^^", "An expectation has one comparison: make two assertions" },
        { "num_rows() > 0 && 1 > 0", "               ^", "Unexpected character '&'; an expectation has one comparison: make two assertions" },
        { "num_rows() ≥ 1", "           ^", "Unexpected character '≥'; write >=" },
        { "num_rows() > −1", "             ^", "Unexpected character '−'; write -" },
        { "num_rows() >", "            ^", "Expected a number, a metric or a parenthesis, found the end" },
        { "> 1", "^", "Expected a number, a metric or a parenthesis, found '>'" },
        { "num_rows() BETWEEN 1 AND 2", "           ^^^^^^^", "Expected " + Comparisons + " or an operator, found 'BETWEEN'" },
        { "num_rows() between 1, 2", "                    ^", "Expected 'and' between the bounds of 'between', found ','" },
        { "num_rows() not 1", "               ^", "Expected 'between' after 'not', found '1'" },
        { "num_rows() between 2 and 1", "           ^^^^^^^", "The lower bound 2 is above the upper bound 1" },
        { "num_rows() is big", "              ^^^", "Expected positive, negative or zero after 'is', found 'big'" },
        { "num_rows() > 5%", "              ^", "A percentage stands only after 'tol'; divide by 100 instead" },
        { "num_rows() > 1 1", "               ^", "Expected an operator, 'tol' or the end, found '1'" },

        // Tolerances
        { "num_rows() tol 1", "           ^^^", "'tol' belongs to a comparison; expected " + Comparisons + " before it" },
        { "num_rows() > 1 tol -1", "                   ^", "Expected a number, not negative, after 'tol', found '-'" },
        { "num_rows() > 1 tol", "                  ^", "Expected a number, not negative, after 'tol', found the end" },
        { "num_rows() is zero tol 5%", "                   ^^^", "A tolerance in per cent needs a bound to be a part of; a sign has none" },
        { "num_rows() > 1 tol 1e999", "                   ^^^^^", "The number is too large for a double" },

        // Numbers, texts, characters
        { "1e999 > 1", "^^^^^", "The number is too large for a double" },
        { "1x > 1", " ^", "A number ends here; a name that begins with a digit stands in double quotes" },
        { "1_000 > 1", " ^", "A number ends here; a name that begins with a digit stands in double quotes" },
        { "sum(\"a) > 1", "    ^^^^^^^", "This text has no closing double quote" },
        { "sum('a') > 1", "    ^", "Unexpected character '''; texts and odd column names stand in double quotes" },
        { "sum(a.b) > 1", "     ^", "Unexpected character '.'" },
        { "num_rows() > 1;", "              ^", "Unexpected character ';'" },

        // Parentheses and arguments
        { "", "^", "Expected an expectation such as num_rows() > 0, found nothing" },
        { "  ", "  ^", "Expected an expectation such as num_rows() > 0, found nothing" },
        { "(1 > 2", "   ^", "Expected ')' to close the parenthesis, found '>'" },
        { "1) > 2", " ^", "Expected " + Comparisons + " or an operator, found ')'" },
        { "() > 2", " ^", "Expected a number, a metric or a parenthesis, found ')'" },
        { "sum(a > 1", "      ^", "Expected ')' or ',' in sum(column), found '>'" },
        { "sum(a b) > 1", "      ^", "Expected ')' or ',' in sum(column), found 'b'" },
        { "sum(a,) > 1", "      ^", "Expected an argument of sum(column), found ')'" },
        { "sum() > 1", "^^^", "sum takes one column: sum(column)" },
        { "sum(a, b) > 1", "^^^", "sum takes one column: sum(column)" },
        { "sum(5) > 1", "    ^", "A column whose name is a number stands in double quotes" },
        { "sum(\"\") > 1", "    ^^", "A column has a name" },
        { "sum(average(a)) > 1", "    ^^^^^^^", "Expected an argument of sum(column); a metric takes columns and values, not expressions" },
        { "sum(a, lags=1) > 1", "       ^^^^", "sum has no argument 'lags'; did you mean 'lag'?" },
        { "sum(a, order_by=b) > 1", "       ^^^^^^^^", "sum has no argument 'order_by'; known: lag, dataset, where, dates" },
        { "sum(lag=1, a) > 1", "           ^", "Columns and values stand before named arguments" },
        { "sum(a, lag=1, lag=2) > 1", "              ^^^", "'lag' is given twice" },
        { "sum(a, lag=-1) > 1", "           ^^", "'lag' is a number of days, 0 to 36525, not '-1'" },
        { "sum(a, lag=1.5) > 1", "           ^^^", "'lag' is a number of days, 0 to 36525, not '1.5'" },
        { "sum(a, lag=36526) > 1", "           ^^^^^", "'lag' is a number of days, 0 to 36525, not '36526'" },
        { "sum(a, where=\" \") > 1", "             ^^^", "'where' is a predicate in double quotes, not a blank text" },
        { "sum(a, dataset=5) > 1", "               ^", "'dataset' is a name or a text, not a number" },
        { "sum(a, dates=none) > 1", "             ^^^^", "'dates' is all, not 'none'" },
        { "first(a) > 1", "^^^^^", "first takes order_by=column: first(column, order_by=column)" },
        { "count_values(a) > 1", "^^^^^^^^^^^^", "count_values takes a column and at least one value: count_values(column, value, …)" },
        { "count_values(a, open) > 1", "                ^^^^", "A value that is a text stands in double quotes: \"open\"" },
        { "count_values(a, 1.5) > 1", "                ^^^", "A value is a text, a whole number, true or false" },
        { "duplicate_count(a, a) > 1", "^^^^^^^^^^^^^^^", "A column is given twice" },
        { "duplicate_count(a, nulls=keep) > 1", "                         ^^^^", "'nulls' is ignore or count, not 'keep'" },
        { "custom_sql(a) > 1", "^^^^^^^^^^", "custom_sql takes one aggregate expression in double quotes: custom_sql(\"aggregate expression\")" },
        { "abs(1, 2) > 1", "^^^", "'abs' takes one argument" },
        { "abs() > 1", "    ^", "Expected a number, a metric or a parenthesis, found ')'" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void AnErrorStandsUnderItsWordAndSaysWhatToWrite(string text, string carets, string message)
    {
        Expectation.TryParse(text, out var error).ShouldBeNull();

        error.Message.ShouldBe(message);
        (new string(' ', error.Offset) + new string('^', error.Length)).ShouldBe(carets);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-", "")]
    [InlineData("abs(", ")")]
    [InlineData("2 ^ ", "")]
    [InlineData("2 ^ -(", ")")]
    [InlineData("coalesce(1, ", ")")]
    public void WhatIsNestedTooDeeplyIsAnErrorAndNotTheEndOfTheProcess(string open, string close)
    {
        foreach (var depth in new[] { 300, 2_000, 200_000 })
        {
            var text = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));

            Expectation.TryParse(text, out var error).ShouldBeNull();
            error.Message.ShouldBeOneOf("The expression is nested too deeply", "The expression is too long; make several assertions of it");
        }
    }

    [Fact]
    public void WhatIsTooLongIsAnErrorAndNotTheEndOfTheProcess()
    {
        Expectation.TryParse(string.Join(" + ", Enumerable.Repeat("1", 1_000_000)), out var error).ShouldBeNull();

        error.Message.ShouldBe("The expression is too long; make several assertions of it");
    }

    [Fact]
    public void TheExceptionShowsTheLineAndTheCaret()
        => Should.Throw<DqxException>(() => Expectation.Parse("1 +\n  avg(x) > 1")).Message
            .ShouldBe("Unknown metric or function avg(…); did you mean 'average'?\n    avg(x) > 1\n    ^^^");
}
