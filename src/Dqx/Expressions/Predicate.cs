namespace Dqx.Expressions;

/// <summary>What a value is compared with. The bounds are expressions themselves.</summary>
public abstract record Predicate
{
    private protected Predicate()
    {
    }

    /// <summary>A value compared with one bound.</summary>
    /// <param name="Operator">The comparison.</param>
    /// <param name="Bound">The bound.</param>
    public sealed record Comparison(ComparisonOperator Operator, Expression Bound) : Predicate;

    /// <summary>A value between two bounds, both included; or outside of them.</summary>
    /// <param name="Lower">The lower bound.</param>
    /// <param name="Upper">The upper bound; below the lower one it is an error.</param>
    /// <param name="Negated">Whether the value has to be outside.</param>
    public sealed record Between(Expression Lower, Expression Upper, bool Negated) : Predicate;

    /// <summary>The sign of a value.</summary>
    /// <param name="Expected">The sign that it has to have.</param>
    public sealed record HasSign(Sign Expected) : Predicate;

    /// <summary>No comparison: the value is collected, and having one is enough.</summary>
    public sealed record Collect : Predicate;
}

/// <summary>Comparisons with one bound.</summary>
public enum ComparisonOperator
{
    /// <summary><c>==</c>: |x − v| ≤ tol</summary>
    Equal,

    /// <summary><c>!=</c>: not equal</summary>
    NotEqual,

    /// <summary><c>&lt;</c>: x &lt; v − tol</summary>
    Less,

    /// <summary><c>&lt;=</c>: x ≤ v + tol</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c>: x > v + tol</summary>
    Greater,

    /// <summary><c>&gt;=</c>: x ≥ v − tol</summary>
    GreaterOrEqual,
}

/// <summary>Signs of a value.</summary>
public enum Sign
{
    /// <summary>x > tol</summary>
    Positive,

    /// <summary>x &lt; −tol</summary>
    Negative,

    /// <summary>|x| ≤ tol</summary>
    Zero,
}

/// <summary>How far a value may lie from a bound and still count as on it.</summary>
/// <param name="Amount">An absolute amount, or a percentage of the bound's magnitude; finite, not negative.</param>
/// <param name="IsPercent">Whether <paramref name="Amount"/> is a percentage.</param>
public readonly record struct Tolerance(double Amount, bool IsPercent = false)
{
    /// <summary>1e-9, absolute.</summary>
    public static Tolerance Default { get; } = new(1e-9);

    /// <summary>The absolute tolerance at a bound: p/100·|v| for p percent.</summary>
    public double At(double bound) => IsPercent ? Amount / 100 * Math.Abs(bound) : Amount;
}
