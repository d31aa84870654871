using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Evaluation;

/// <summary>The values of expressions that hold neither metrics nor tunables.</summary>
internal static class ConstantFolder
{
    /// <summary>The value; null when the expression holds a metric or a tunable, or has no value.</summary>
    public static double? Value(Expression expression)
        => IsOpen(expression) ? null : (Evaluator.Evaluate(expression, _ => MetricValue.Zero) as MetricValue.Number)?.Value;

    private static bool IsOpen(Expression expression) => expression.Metrics().Any() || expression.Tunables().Any();
}
