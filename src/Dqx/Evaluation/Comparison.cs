using System.Diagnostics;
using Dqx.Expressions;

namespace Dqx.Evaluation;

/// <summary>The formulas of the predicates (engine.md, "Evaluation"). A tolerance widens what counts as equal: on the bound, <c>≥</c> holds and <c>&gt;</c> does not.</summary>
internal static class Comparison
{
    public static bool Holds(Expectation expectation, double x, Bounds? bounds)
    {
        var tolerance = expectation.Tolerance;
        return (expectation.Predicate, bounds) switch
        {
            (Predicate.Collect, _) => true,
            (Predicate.HasSign sign, _) => Has(sign.Expected, x, tolerance.Amount),
            (Predicate.Comparison { Operator: var @operator }, { } b) when (b.Lower ?? b.Upper) is { } v => Compare(@operator, x, v, tolerance.At(v)),
            (Predicate.Between between, { Lower: { } lower, Upper: { } upper }) =>
                (Compare(ComparisonOperator.GreaterOrEqual, x, lower, tolerance.At(lower))
                    && Compare(ComparisonOperator.LessOrEqual, x, upper, tolerance.At(upper))) != between.Negated,
            _ => throw new UnreachableException(),
        };
    }

    private static bool Compare(ComparisonOperator @operator, double x, double v, double tolerance) => @operator switch
    {
        ComparisonOperator.GreaterOrEqual => x >= v - tolerance,
        ComparisonOperator.LessOrEqual => x <= v + tolerance,
        ComparisonOperator.Greater => x > v + tolerance,
        ComparisonOperator.Less => x < v - tolerance,
        ComparisonOperator.Equal => Math.Abs(x - v) <= tolerance,
        _ => Math.Abs(x - v) > tolerance,
    };

    private static bool Has(Sign sign, double x, double tolerance) => sign switch
    {
        Sign.Positive => x > tolerance,
        Sign.Negative => x < -tolerance,
        _ => Math.Abs(x) <= tolerance,
    };
}
