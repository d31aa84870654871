using Dqx.Expressions;
using Dqx.Evaluation;
using Dqx.Metrics;

namespace Dqx.Tests.Evaluation;

/// <summary>Expressions and predicates without data: one row, one case. <c>x</c> is the value of num_rows(), <c>y</c> of sum(y).</summary>
public sealed class EvaluationTests
{
    [Theory]
    [InlineData("1 + 2 * 3 ^ 2", 19)]
    [InlineData("-2 ^ 2", -4)]
    [InlineData("2 ^ 3 ^ 2", 512)]
    [InlineData("2 ^ -1", 0.5)]
    [InlineData("(1 + 2) * 3 - 4 / 2", 7)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("abs(-3) + sqrt(16) + log(1) + exp(0)", 8)]
    [InlineData("min(3, 1, 2) + max(3, 1, 2)", 4)]
    [InlineData("coalesce(1 / 0, sqrt(-1), 7)", 7)]
    [InlineData("(-8) ^ 2", 64)]
    [InlineData("1.5e3 + .5", 1500.5)]
    [InlineData("0.1 + 0.2", 0.30000000000000004)]
    public void ExpressionsHaveTheValueOfFullDoublePrecision(string text, double expected)
        => Evaluate(text).ShouldBe(new MetricValue.Number(expected));

    [Theory]
    [InlineData("1 / 0", "division by zero: 1 / 0")]
    [InlineData("0 / 0", "division by zero: 0 / 0")]
    [InlineData("0 ^ -1", "division by zero: 0 ^ (-1)")]
    [InlineData("sqrt(-1)", "complex result: sqrt(-1)")]
    [InlineData("log(-50)", "complex result: log(-50)")]
    [InlineData("log(0)", "infinite result: log(0)")]
    [InlineData("(-8) ^ (1 / 3)", "complex result: (-8) ^ 0.3333333333333333")]
    [InlineData("1e308 * 10", "infinite result: 1E+308 * 10")]
    [InlineData("exp(1000)", "infinite result: exp(1000)")]
    [InlineData("1 + 1 / 0", "division by zero: 1 / 0")]
    [InlineData("coalesce(1 / 0, sqrt(-4))", "complex result: sqrt(-4)")]
    public void WhatHasNoRealValueIsAnErrorWithItsOwnText(string text, string expected)
        => Evaluate(text).ShouldBe(new MetricValue.Failure(ErrorKind.Arithmetic, expected));

    [Theory]
    // A tolerance widens what counts as equal; the default is 1e-9.
    [InlineData("0.05 == 0.05", true)]
    [InlineData("0.95 <= 0.95", true)]
    [InlineData("0.3 >= 0.1 + 0.2", true)]
    [InlineData("0.1 + 0.2 > 0.3", false)]
    [InlineData("0.1 + 0.2 == 0.3", true)]
    [InlineData("0.1 + 0.2 == 0.3 tol 0", false)]
    [InlineData("5 == 5 tol 0", true)]
    [InlineData("5 >= 5 tol 0", true)]
    [InlineData("5 > 5 tol 0", false)]
    [InlineData("5 < 5 tol 0", false)]
    [InlineData("5 != 5 tol 0", false)]
    [InlineData("16777217 == 16777217", true)]
    [InlineData("16777217 == 16777216", false)]
    [InlineData("16777217 > 16777216", true)]
    [InlineData("123456789 == 123456789", true)]
    [InlineData("1000000001 > 1000000000", true)]
    [InlineData("1000000000 >= 1000000001", false)]
    [InlineData("1e15 + 1 == 1e15", false)]
    [InlineData("1e15 + 1 > 1e15", true)]
    [InlineData("1e15 == 1e15 tol 0", true)]
    [InlineData("10 / 3 == 10 / 3", true)]
    [InlineData("104 == 100 tol 5%", true)]
    [InlineData("105 == 100 tol 5%", true)]
    [InlineData("105.1 == 100 tol 5%", false)]
    [InlineData("-104 == -100 tol 5%", true)]
    [InlineData("95 >= 100 tol 5%", true)]
    [InlineData("104 > 100 tol 5%", false)]
    [InlineData("106 > 100 tol 5%", true)]
    [InlineData("1 between 1 and 2", true)]
    [InlineData("2 between 1 and 2 tol 0", true)]
    [InlineData("2.1 between 1 and 2", false)]
    [InlineData("2.1 between 1 and 2 tol 0.2", true)]
    [InlineData("2.1 not between 1 and 2", true)]
    [InlineData("2 not between 1 and 2", false)]
    [InlineData("0.97 between 1 and 100 tol 3%", true)]
    [InlineData("0.96 between 1 and 100 tol 3%", false)]
    [InlineData("103 between 1 and 100 tol 3%", true)]
    [InlineData("1e-10 is zero", true)]
    [InlineData("1e-10 is positive", false)]
    [InlineData("1e-8 is positive", true)]
    [InlineData("-1e-8 is negative", true)]
    [InlineData("-1e-10 is negative", false)]
    [InlineData("0 is zero tol 0", true)]
    [InlineData("5e-324 is positive tol 0", true)]
    [InlineData("42", true)]
    public void PredicatesKeepTheirFormulas(string text, bool holds)
        => Judge(text).Status.ShouldBe(holds ? AssertionStatus.Passed : AssertionStatus.Failed);

    [Theory]
    [InlineData("5 between 1 + 2 and 1", "the lower bound 3 is above the upper bound 1")]
    [InlineData("5 > 1 / 0", "division by zero: 1 / 0")]
    public void ABoundWithoutAValueIsAnError(string text, string expected)
    {
        // Read piece by piece: a constant bound that is upside down does not pass the parser.
        var judgement = text.Contains("between", StringComparison.Ordinal)
            ? Judgement.Of(new Expectation(5, new Predicate.Between(Expectation.Parse("1 + 2").Subject, 1, Negated: false), Tolerance.Default), _ => MetricValue.Zero)
            : Judge(text);

        judgement.Status.ShouldBe(AssertionStatus.Error);
        judgement.Value.ShouldBe(5);
        judgement.Reason.ShouldBeOfType<MetricValue.Failure>().Message.ShouldBe(expected);
    }

    [Fact]
    public void OneFailedSymbolFailsTheExpressionWithItsOwnReason()
    {
        var reason = new MetricValue.Failure(ErrorKind.Engine, "Database timeout");

        Evaluator.Evaluate(Expectation.Parse("0 * num_rows() + 1").Subject, _ => reason).ShouldBe(reason);
        Evaluator.Evaluate(Expectation.Parse("coalesce(num_rows(), 1)").Subject, _ => reason).ShouldBe(new MetricValue.Number(1));
    }

    [Fact]
    public void NegativeZeroIsZero()
        => double.IsNegative(((MetricValue.Number)Evaluate("-(0)")).Value).ShouldBeFalse();

    private static MetricValue Evaluate(string text) => Evaluator.Evaluate(Expectation.Parse(text).Subject, _ => MetricValue.Zero);

    private static Judgement Judge(string text) => Judgement.Of(Expectation.Parse(text), _ => MetricValue.Zero);
}
