using System.Collections.Immutable;
using Dqx.Metrics;

namespace Dqx.Expressions;

/// <summary>A symbolic expression over metrics, such as <c>sum(revenue) / num_rows()</c>. Immutable; prints as a user writes it.</summary>
public abstract record Expression
{
    private protected Expression()
    {
    }

    /// <summary>A number.</summary>
    public static implicit operator Expression(double value) => new Number(value);

    /// <summary>Addition.</summary>
    public static Expression operator +(Expression left, Expression right) => new Binary(BinaryOperator.Add, left, right);

    /// <summary>Subtraction.</summary>
    public static Expression operator -(Expression left, Expression right) => new Binary(BinaryOperator.Subtract, left, right);

    /// <summary>Multiplication.</summary>
    public static Expression operator *(Expression left, Expression right) => new Binary(BinaryOperator.Multiply, left, right);

    /// <summary>Division; by zero it is an error of the assertion.</summary>
    public static Expression operator /(Expression left, Expression right) => new Binary(BinaryOperator.Divide, left, right);

    /// <summary>Negation.</summary>
    public static Expression operator -(Expression operand) => new Negation(operand);

    /// <summary>A number, finite.</summary>
    /// <param name="Value">The value.</param>
    public sealed record Number(double Value) : Expression
    {
        /// <inheritdoc/>
        public override string ToString() => ExpressionPrinter.Print(this);
    }

    /// <summary>The value of a metric.</summary>
    /// <param name="Metric">The metric.</param>
    public sealed record MetricTerm(Metric Metric) : Expression
    {
        /// <inheritdoc/>
        public override string ToString() => ExpressionPrinter.Print(this);
    }

    /// <summary>The value of a tunable of the suite.</summary>
    /// <param name="Name">The tunable's name.</param>
    public sealed record TunableTerm(string Name) : Expression
    {
        /// <inheritdoc/>
        public override string ToString() => ExpressionPrinter.Print(this);
    }

    /// <summary>Minus the operand.</summary>
    /// <param name="Operand">The operand.</param>
    public sealed record Negation(Expression Operand) : Expression
    {
        /// <inheritdoc/>
        public override string ToString() => ExpressionPrinter.Print(this);
    }

    /// <summary>Two operands and what is done with them.</summary>
    /// <param name="Operator">The operator.</param>
    /// <param name="Left">The left operand.</param>
    /// <param name="Right">The right operand.</param>
    public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression
    {
        /// <inheritdoc/>
        public override string ToString() => ExpressionPrinter.Print(this);
    }

    /// <summary>A function of one or more arguments.</summary>
    /// <param name="Function">The function.</param>
    /// <param name="Arguments">Its arguments: one, or at least one for <c>min</c>, <c>max</c> and <c>coalesce</c>.</param>
    public sealed record Call(Function Function, ImmutableArray<Expression> Arguments) : Expression
    {
        /// <inheritdoc/>
        public override string ToString() => ExpressionPrinter.Print(this);
    }
}

/// <summary>The operators between two operands.</summary>
public enum BinaryOperator
{
    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary><c>^</c>, which binds tighter than unary minus, and to the right.</summary>
    Power,
}

/// <summary>The functions of expressions.</summary>
public enum Function
{
    /// <summary>The absolute value.</summary>
    Abs,

    /// <summary>The square root; of a negative number it is an error.</summary>
    Sqrt,

    /// <summary>The natural logarithm; of zero or a negative number it is an error.</summary>
    Log,

    /// <summary>e to the power of the argument.</summary>
    Exp,

    /// <summary>The smallest argument.</summary>
    Min,

    /// <summary>The largest argument.</summary>
    Max,

    /// <summary>The first argument that evaluates.</summary>
    Coalesce,
}
