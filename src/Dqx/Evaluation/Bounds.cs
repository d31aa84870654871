using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Evaluation;

/// <summary>The bounds of an expectation as numbers, and the absolute tolerance; null where there is none.</summary>
internal sealed record Bounds(double? Lower, double? Upper, double? Tolerance)
{
    /// <summary>The bounds, or the reason why one of them has no value.</summary>
    public static (Bounds? Bounds, MetricValue? Reason) Of(Expectation expectation, Func<Metric, MetricValue> valueOf)
    {
        var tolerance = expectation.Tolerance;
        switch (expectation.Predicate)
        {
            case Predicate.Comparison comparison:
                return Evaluator.Evaluate(comparison.Bound, valueOf) switch
                {
                    MetricValue.Number bound => (One(comparison.Operator, bound.Value, tolerance), null),
                    var reason => (null, reason),
                };
            case Predicate.Between between:
                var lower = Evaluator.Evaluate(between.Lower, valueOf);
                var upper = Evaluator.Evaluate(between.Upper, valueOf);
                var (low, high) = ((lower as MetricValue.Number)?.Value, (upper as MetricValue.Number)?.Value);
                // In per cent each bound has a tolerance of its own; the larger one is shown.
                var shown = Math.Max(tolerance.At(low ?? 0), tolerance.At(high ?? 0));
                return (new Bounds(low, high, shown), lower is not MetricValue.Number ? lower : upper is not MetricValue.Number ? upper : null);
            case Predicate.HasSign sign:
                return (Sign(sign.Expected, tolerance.Amount), null);
            default:
                return (null, null);
        }
    }

    private static Bounds One(ComparisonOperator @operator, double bound, Tolerance tolerance) => @operator switch
    {
        ComparisonOperator.Less or ComparisonOperator.LessOrEqual => new Bounds(null, bound, tolerance.At(bound)),
        ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual => new Bounds(bound, null, tolerance.At(bound)),
        _ => new Bounds(bound, bound, tolerance.At(bound)),
    };

    private static Bounds Sign(Sign sign, double tolerance) => sign switch
    {
        Expressions.Sign.Positive => new Bounds(0, null, tolerance),
        Expressions.Sign.Negative => new Bounds(null, 0, tolerance),
        _ => new Bounds(0, 0, tolerance),
    };
}
