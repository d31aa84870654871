using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Tests.Expressions;

/// <summary>What can be written, and how it is printed: with the fewest parentheses that keep the meaning.</summary>
public sealed class ParsingTests
{
    /// <summary>As written, and as printed when that differs.</summary>
    public static TheoryData<string, string> Expressions => new()
    {
        { "1", "" },
        { "0.05", "" },
        { ".5", "0.5" },
        { "5.", "5" },
        { "1e-9", "1E-09" },
        { "1E+20", "" },
        { "12345678901234567890", "1.2345678901234567E+19" },
        { "num_rows()", "" },
        { "num_rows ( )", "num_rows()" },
        { "1+2*3", "1 + 2 * 3" },
        { "(1+2)*3", "(1 + 2) * 3" },
        { "((1))", "1" },
        { "1 - 2 - 3", "" },
        { "1 - (2 - 3)", "" },
        { "(1 - 2) - 3", "1 - 2 - 3" },
        { "1 / 2 / 3", "" },
        { "1 / (2 / 3)", "" },
        { "1 * (2 / 3)", "" },
        { "2 ^ 3 ^ 2", "" },
        { "2 ^ (3 ^ 2)", "2 ^ 3 ^ 2" },
        { "(2 ^ 3) ^ 2", "" },
        { "-2 ^ 2", "" },
        { "(-2) ^ 2", "" },
        { "2 ^ -1", "" },
        { "2 ^ -3 ^ 2", "" },
        { "2 ^ (-3) ^ 2", "" },
        { "2 ^ -1 * 3", "" },
        { "2 ^ (-1 * 3)", "" },
        { "--1", "" },
        { "-(1 + 2)", "" },
        { "-(1 * 2)", "" },
        { "-1 * 2", "" },
        { "2 * -1", "" },
        { "2 - -1", "" },
        { "abs(-1)", "" },
        { "sqrt(4) + log(1) + exp(0)", "" },
        { "min(1, 2, 3) + max(1)", "" },
        { "coalesce(sum(a, lag=1), 0)", "" },
        { "sum(a)", "" },
        { "sum(\"a\")", "sum(a)" },
        { "sum(\"a b\")", "" },
        { "sum(\"1a\")", "" },
        { "sum(\"5\")", "" },
        { "sum(größe) + sum(Ünïcode_1) + sum(数量) + sum(Δ)", "" },
        { "sum(\"e\u0301\")", "" },
        { "sum(\"\U00020000\")", "" },
        { "sum(sum) + sum(between) + sum(lag) + sum(is) + sum(tol)", "" },
        { "sum(\"say \\\"x\\\"\")", "" },
        { "sum(\"a\\\\b\")", "" },
        { "sum(\"a\\b\")", "sum(\"a\\\\b\")" },
        { "sum(a, lag=1)", "" },
        { "sum(a, lag=0)", "sum(a)" },
        { "sum(a, dataset=orders, lag=2)", "sum(a, lag=2, dataset=orders)" },
        { "sum(a, dataset=\"my orders\")", "" },
        { "sum(a, where=\"status = 'open'\")", "" },
        { "sum(a, where=\"\\\"odd name\\\" > 1\")", "" },
        { "sum(a, where=\"x ~ '\\d'\")", "sum(a, where=\"x ~ '\\\\d'\")" },
        { "sum(a, dates=all)", "" },
        { "count_values(s, \"a\", \"B\", 5, -5, true, false)", "" },
        { "count_values(s, \"a\", \"a\")", "count_values(s, \"a\")" },
        { "first(a, order_by=b)", "" },
        { "distinct_count(a)", "unique_count(a)" },
        { "duplicate_count(b, a)", "duplicate_count(a, b)" },
        { "duplicate_count(a, nulls=ignore)", "" },
        { "duplicate_count(a, nulls=count)", "duplicate_count(a)" },
        { "custom_sql(\"sum(a) filter (where b)\")", "" },
        { "variance(a) + stddev(a) + average(a) + minimum(a) + maximum(a) + null_count(a) + negative_count(a) + min_length(a) + max_length(a)", "" },
    };

    public static TheoryData<string, string> Expectations => new()
    {
        { "1 == 2", "" },
        { "1!=2", "1 != 2" },
        { "1 < 2", "" },
        { "1 <= 2", "" },
        { "1 > 2", "" },
        { "1 >= 2", "" },
        { "sum(a) > sum(b) + 1", "" },
        { "1 between 0 and 2", "" },
        { "1 not between 0 and 2", "" },
        { "1 between 1 and 1", "" },
        { "1 between -num_rows() and num_rows() / 2", "" },
        { "1 is positive", "" },
        { "1 is negative", "" },
        { "1 is zero", "" },
        { "1", "" },
        { "1 == 2 tol 0", "" },
        { "1 == 2 tol 0.5", "" },
        { "1 == 2 tol 5 %", "1 == 2 tol 5%" },
        { "1 == 2 tol 1e-9", "1 == 2" },
        { "1 is zero tol 1", "" },
        { "1 between 0 and 2 tol 1%", "" },
        { " 1\n  ==\t2 ", "1 == 2" },
    };

    [Theory]
    [MemberData(nameof(Expressions))]
    public void AnExpressionIsPrintedAsItReadsBack(string text, string printed)
    {
        var expectation = Expectation.Parse(text);
        var first = expectation.Subject.ToString();

        first.ShouldBe(printed.Length == 0 ? text : printed);
        var again = Expectation.Parse(first).Subject;
        again.ToString().ShouldBe(first);
        Same(again, expectation.Subject).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Expectations))]
    public void AnExpectationIsPrintedAsItReadsBack(string text, string printed)
    {
        var expectation = Expectation.Parse(text);
        var first = new Expectation(expectation.Subject, expectation.Predicate, expectation.Tolerance).Text;

        first.ShouldBe(printed.Length == 0 ? text : printed);
        expectation.Text.ShouldBe(text.Trim());
        Expectation.Parse(first).Predicate.ShouldBe(expectation.Predicate);
        Expectation.Parse(first).Tolerance.ShouldBe(expectation.Tolerance);
    }

    [Fact]
    public void ANegativeNumberInCodeReadsBackAsItsNegation()
        => new Expression.Binary(BinaryOperator.Power, 2, -1).ToString().ShouldBe("2 ^ -1");

    [Fact]
    public void ALongSumIsReadAndEvaluated()
    {
        var expectation = Expectation.Parse(string.Join(" + ", Enumerable.Repeat("1", 2_400)) + " == 2400");

        expectation.Subject.Metrics().ShouldBeEmpty();
        expectation.Subject.ToString().Length.ShouldBe((2_400 * 4) - 3);
    }

    /// <summary>Lists in records compare by reference: arguments are compared one by one.</summary>
    private static bool Same(Expression a, Expression b) => (a, b) switch
    {
        (Expression.Call x, Expression.Call y) => x.Function == y.Function && x.Arguments.Length == y.Arguments.Length && x.Arguments.Zip(y.Arguments, Same).All(same => same),
        (Expression.Binary x, Expression.Binary y) => x.Operator == y.Operator && Same(x.Left, y.Left) && Same(x.Right, y.Right),
        (Expression.Negation x, Expression.Negation y) => Same(x.Operand, y.Operand),
        _ => a == b,
    };
}
