using Dqx.Expressions.Parsing;
using Dqx.Metrics;

namespace Dqx.Expressions;

/// <summary>Walks over expressions.</summary>
internal static class ExpressionWalk
{
    extension(Expression expression)
    {
        /// <summary>The metrics of an expression, in the order in which they are written.</summary>
        public IEnumerable<Metric> Metrics() => expression switch
        {
            Expression.MetricTerm term => [term.Metric],
            Expression.Negation negation => negation.Operand.Metrics(),
            Expression.Binary binary => binary.Left.Metrics().Concat(binary.Right.Metrics()),
            Expression.Call call => call.Arguments.SelectMany(argument => argument.Metrics()),
            _ => [],
        };

        /// <summary>The tunables of an expression, in the order in which they are written.</summary>
        public IEnumerable<string> Tunables() => expression switch
        {
            Expression.TunableTerm term => [term.Name],
            Expression.Negation negation => negation.Operand.Tunables(),
            Expression.Binary binary => binary.Left.Tunables().Concat(binary.Right.Tunables()),
            Expression.Call call => call.Arguments.SelectMany(argument => argument.Tunables()),
            _ => [],
        };

        /// <summary>The expression with every metric replaced.</summary>
        public Expression Replace(Func<Metric, Metric> replacement)
            => expression.ReplaceTerms(term => term is Expression.MetricTerm { Metric: var metric } ? new Expression.MetricTerm(replacement(metric)) : term);

        /// <summary>The expression with everything replaced that holds no other expression: metrics, tunables, numbers.</summary>
        public Expression ReplaceTerms(Func<Expression, Expression> replacement) => expression switch
        {
            Expression.Negation negation => new Expression.Negation(negation.Operand.ReplaceTerms(replacement)),
            Expression.Binary binary => binary with { Left = binary.Left.ReplaceTerms(replacement), Right = binary.Right.ReplaceTerms(replacement) },
            Expression.Call call => call with { Arguments = [.. call.Arguments.Select(argument => argument.ReplaceTerms(replacement))] },
            _ => replacement(expression),
        };
    }

    extension(Predicate predicate)
    {
        /// <summary>The bounds of a predicate, lower before upper.</summary>
        public IEnumerable<Expression> Bounds() => predicate switch
        {
            Predicate.Comparison comparison => [comparison.Bound],
            Predicate.Between between => [between.Lower, between.Upper],
            _ => [],
        };

        /// <summary>The predicate with every bound replaced.</summary>
        public Predicate Replace(Func<Expression, Expression> replacement) => predicate switch
        {
            Predicate.Comparison comparison => comparison with { Bound = replacement(comparison.Bound) },
            Predicate.Between between => between with { Lower = replacement(between.Lower), Upper = replacement(between.Upper) },
            _ => predicate,
        };
    }

    extension(Expectation expectation)
    {
        /// <summary>The metrics of an expectation, its bounds included, in the order in which they are written.</summary>
        public IEnumerable<Metric> Metrics()
            => expectation.Expressions().SelectMany(expression => expression.Metrics());

        /// <summary>The tunables of an expectation, its bounds included.</summary>
        public IEnumerable<string> Tunables()
            => expectation.Expressions().SelectMany(expression => expression.Tunables());

        /// <summary>Whether it compares for equality, and its author has said nothing about a tolerance.</summary>
        public bool IsExact()
            => expectation.Predicate is Predicate.Comparison { Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual } && !ExpectationParser.SaysTolerance(expectation.Text);

        /// <summary>The expectation with every metric, tunable and number replaced; its text stays.</summary>
        public Expectation ReplaceTerms(Func<Expression, Expression> replacement) => expectation with
        {
            Subject = expectation.Subject.ReplaceTerms(replacement),
            Predicate = expectation.Predicate.Replace(bound => bound.ReplaceTerms(replacement)),
        };

        /// <summary>The subject, then the bounds.</summary>
        private IEnumerable<Expression> Expressions() => expectation.Predicate.Bounds().Prepend(expectation.Subject);
    }
}
