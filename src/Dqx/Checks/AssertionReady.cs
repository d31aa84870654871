using Dqx.Expressions;

namespace Dqx.Checks;

/// <summary>The second stage of an assertion: it has a name and ends with one predicate. Tolerances are absolute by default, 1e-9.</summary>
public sealed class AssertionReady
{
    private readonly Action<Predicate, Tolerance> _finish;

    internal AssertionReady(Action<Predicate, Tolerance> finish) => _finish = finish;

    /// <summary>x > v + tol</summary>
    public void IsGreaterThan(Expression bound, Tolerance? tolerance = null) => Compare(ComparisonOperator.Greater, bound, tolerance);

    /// <summary>x ≥ v − tol</summary>
    public void IsAtLeast(Expression bound, Tolerance? tolerance = null) => Compare(ComparisonOperator.GreaterOrEqual, bound, tolerance);

    /// <summary>x &lt; v − tol</summary>
    public void IsLessThan(Expression bound, Tolerance? tolerance = null) => Compare(ComparisonOperator.Less, bound, tolerance);

    /// <summary>x ≤ v + tol</summary>
    public void IsAtMost(Expression bound, Tolerance? tolerance = null) => Compare(ComparisonOperator.LessOrEqual, bound, tolerance);

    /// <summary>|x − v| ≤ tol</summary>
    public void IsEqualTo(Expression bound, Tolerance? tolerance = null) => Compare(ComparisonOperator.Equal, bound, tolerance);

    /// <summary>|x − v| > tol</summary>
    public void IsNotEqualTo(Expression bound, Tolerance? tolerance = null) => Compare(ComparisonOperator.NotEqual, bound, tolerance);

    /// <summary>At least the lower and at most the upper bound; a lower bound above the upper one is an error.</summary>
    public void IsBetween(Expression lower, Expression upper, Tolerance? tolerance = null) => Finish(new Predicate.Between(lower, upper, Negated: false), tolerance);

    /// <summary>Not between the bounds.</summary>
    public void IsNotBetween(Expression lower, Expression upper, Tolerance? tolerance = null) => Finish(new Predicate.Between(lower, upper, Negated: true), tolerance);

    /// <summary>x > tol</summary>
    public void IsPositive(Tolerance? tolerance = null) => Finish(new Predicate.HasSign(Sign.Positive), tolerance);

    /// <summary>x &lt; −tol</summary>
    public void IsNegative(Tolerance? tolerance = null) => Finish(new Predicate.HasSign(Sign.Negative), tolerance);

    /// <summary>|x| ≤ tol</summary>
    public void IsZero(Tolerance? tolerance = null) => Finish(new Predicate.HasSign(Sign.Zero), tolerance);

    /// <summary>No comparison: the value is collected, and having one is enough.</summary>
    public void HasValue() => Finish(new Predicate.Collect(), null);

    private void Compare(ComparisonOperator @operator, Expression bound, Tolerance? tolerance) => Finish(new Predicate.Comparison(@operator, bound), tolerance);

    private void Finish(Predicate predicate, Tolerance? tolerance) => _finish(predicate, tolerance ?? Tolerance.Default);
}
