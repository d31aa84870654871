using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Evaluation;

/// <summary>Computes expressions in full double precision. What has no finite real value is a failure with its own text.</summary>
internal static class Evaluator
{
    public static MetricValue Evaluate(Expression expression, Func<Metric, MetricValue> valueOf) => expression switch
    {
        Expression.Number number => new MetricValue.Number(number.Value),
        Expression.MetricTerm term => valueOf(term.Metric),
        Expression.Negation negation => Evaluate(negation.Operand, valueOf) switch
        {
            MetricValue.Number operand => MetricValue.From(-operand.Value),
            var reason => reason,
        },
        Expression.Binary binary => Binary(binary, Evaluate(binary.Left, valueOf), Evaluate(binary.Right, valueOf)),
        Expression.Call { Function: Function.Coalesce } coalesce => Coalesce(coalesce, valueOf),
        Expression.Call call => Call(call, valueOf),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static MetricValue Binary(Expression.Binary binary, MetricValue left, MetricValue right)
    {
        if (left is not MetricValue.Number { Value: var a })
        {
            return left;
        }

        if (right is not MetricValue.Number { Value: var b })
        {
            return right;
        }

        return binary.Operator switch
        {
            BinaryOperator.Add => Finite(a + b, () => $"{Print(a)} + {Print(b)}"),
            BinaryOperator.Subtract => Finite(a - b, () => $"{Print(a)} - {Print(b)}"),
            BinaryOperator.Multiply => Finite(a * b, () => $"{Print(a)} * {Print(b)}"),
            BinaryOperator.Divide => b == 0 ? Failure($"division by zero: {Print(a)} / 0") : Finite(a / b, () => $"{Print(a)} / {Print(b)}"),
            _ => Power(a, b),
        };
    }

    private static MetricValue Power(double a, double b)
    {
        var text = $"{Signed(a)} ^ {Signed(b)}";
        return (a, b) switch
        {
            (0, < 0) => Failure($"division by zero: {text}"),
            ( < 0, _) when b != Math.Truncate(b) => Failure($"complex result: {text}"),
            _ => Finite(Math.Pow(a, b), () => text),
        };
    }

    private static MetricValue Call(Expression.Call call, Func<Metric, MetricValue> valueOf)
    {
        var arguments = new double[call.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = Evaluate(call.Arguments[i], valueOf);
            if (value is not MetricValue.Number number)
            {
                return value;
            }

            arguments[i] = number.Value;
        }

        var x = arguments[0];
        return call.Function switch
        {
            Function.Abs => MetricValue.From(Math.Abs(x)),
            Function.Sqrt => x < 0 ? Failure($"complex result: sqrt({Print(x)})") : MetricValue.From(Math.Sqrt(x)),
            Function.Log when x == 0 => Failure("infinite result: log(0)"),
            Function.Log => x < 0 ? Failure($"complex result: log({Print(x)})") : MetricValue.From(Math.Log(x)),
            Function.Exp => Finite(Math.Exp(x), () => $"exp({Print(x)})"),
            Function.Min => MetricValue.From(arguments.Min()),
            _ => MetricValue.From(arguments.Max()),
        };
    }

    /// <summary>The first argument that evaluates; without one, the reason of the last.</summary>
    private static MetricValue Coalesce(Expression.Call coalesce, Func<Metric, MetricValue> valueOf)
    {
        MetricValue value = MetricValue.Zero;
        foreach (var argument in coalesce.Arguments)
        {
            value = Evaluate(argument, valueOf);
            if (value is MetricValue.Number)
            {
                return value;
            }
        }

        return value;
    }

    private static MetricValue Finite(double value, Func<string> text) => value switch
    {
        double.NaN => Failure($"the result is not a number: {text()}"),
        double.PositiveInfinity or double.NegativeInfinity => Failure($"infinite result: {text()}"),
        _ => MetricValue.From(value),
    };

    private static MetricValue.Failure Failure(string message) => new(ErrorKind.Arithmetic, message);

    private static string Signed(double value) => value < 0 ? $"({Print(value)})" : Print(value);

    private static string Print(double value) => ExpressionPrinter.Print(value);
}
