namespace Dqx.Expressions;

/// <summary>The functions of expressions, for suites in code.</summary>
public static class Functions
{
    /// <summary>The absolute value.</summary>
    public static Expression Abs(Expression argument) => new Expression.Call(Function.Abs, [argument]);

    /// <summary>The square root; of a negative number it is an error of the assertion.</summary>
    public static Expression Sqrt(Expression argument) => new Expression.Call(Function.Sqrt, [argument]);

    /// <summary>The natural logarithm; of zero or a negative number it is an error of the assertion.</summary>
    public static Expression Log(Expression argument) => new Expression.Call(Function.Log, [argument]);

    /// <summary>e to the power of the argument.</summary>
    public static Expression Exp(Expression argument) => new Expression.Call(Function.Exp, [argument]);

    /// <summary>The base to the power of the exponent; a complex result is an error of the assertion.</summary>
    public static Expression Pow(Expression @base, Expression exponent) => new Expression.Binary(BinaryOperator.Power, @base, exponent);

    /// <summary>The smallest argument.</summary>
    public static Expression Min(params ReadOnlySpan<Expression> arguments) => Many(Function.Min, arguments);

    /// <summary>The largest argument.</summary>
    public static Expression Max(params ReadOnlySpan<Expression> arguments) => Many(Function.Max, arguments);

    /// <summary>The first argument that evaluates: the one way to step over an error or a missing past value.</summary>
    public static Expression Coalesce(params ReadOnlySpan<Expression> arguments) => Many(Function.Coalesce, arguments);

    private static Expression.Call Many(Function function, ReadOnlySpan<Expression> arguments)
        => arguments.IsEmpty
            ? throw new ArgumentException($"{WireNames.Of(function)} needs at least one argument.", nameof(arguments))
            : new Expression.Call(function, [.. arguments]);
}
