using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Evaluation;

/// <summary>The values of expressions that hold no metric.</summary>
internal static class ConstantFolder
{
    /// <summary>The value; null when the expression holds a metric or has no value.</summary>
    public static double? Value(Expression expression)
        => HasMetric(expression) ? null : (Evaluator.Evaluate(expression, _ => MetricValue.Zero) as MetricValue.Number)?.Value;

    private static bool HasMetric(Expression expression) => expression.Metrics().Any();
}
