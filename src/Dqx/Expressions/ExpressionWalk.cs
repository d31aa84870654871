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

        /// <summary>The expression with every metric replaced.</summary>
        public Expression Replace(Func<Metric, Metric> replacement) => expression switch
        {
            Expression.MetricTerm term => new Expression.MetricTerm(replacement(term.Metric)),
            Expression.Negation negation => new Expression.Negation(negation.Operand.Replace(replacement)),
            Expression.Binary binary => binary with { Left = binary.Left.Replace(replacement), Right = binary.Right.Replace(replacement) },
            Expression.Call call => call with { Arguments = [.. call.Arguments.Select(argument => argument.Replace(replacement))] },
            _ => expression,
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
            => expectation.Subject.Metrics().Concat(expectation.Predicate.Bounds().SelectMany(bound => bound.Metrics()));
    }
}
