using System.Globalization;
using System.Text;

namespace Dqx.Expressions;

/// <summary>Prints expressions in the language of suite files, with the fewest parentheses that keep the meaning.</summary>
internal static class ExpressionPrinter
{
    public static string Print(Expression expression)
    {
        var text = new StringBuilder();
        Print(expression, text);
        return text.ToString();
    }

    /// <summary>The shortest text that reads back as the same number: <c>0.05</c>, <c>42</c>, <c>1E-09</c>.</summary>
    public static string Print(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static void Print(Expression expression, StringBuilder text)
    {
        switch (expression)
        {
            case Expression.Number number:
                text.Append(Print(number.Value));
                break;
            case Expression.MetricTerm term:
                text.Append(term.Metric);
                break;
            case Expression.TunableTerm tunable:
                text.Append(tunable.Name);
                break;
            case Expression.Negation negation:
                text.Append('-');
                Operand(negation.Operand, parentheses: Level(negation.Operand) < Level(negation), text);
                break;
            case Expression.Binary binary:
                Print(binary, text);
                break;
            case Expression.Call call:
                text.Append(WireNames.Of(call.Function)).Append('(').AppendJoin(", ", call.Arguments).Append(')');
                break;
        }
    }

    private static void Print(Expression.Binary binary, StringBuilder text)
    {
        var level = Level(binary);
        var toTheRight = binary.Operator is BinaryOperator.Power;
        Operand(binary.Left, toTheRight ? Level(binary.Left) <= level : Level(binary.Left) < level, text);
        text.Append(' ').Append(Symbol(binary.Operator)).Append(' ');
        // -a on the right of ^ reads back as written: the exponent may be signed.
        var bare = toTheRight ? Level(binary.Right) >= level || binary.Right is Expression.Negation or Expression.Number { Value: < 0 } : Level(binary.Right) > level;
        Operand(binary.Right, !bare, text);
    }

    private static void Operand(Expression operand, bool parentheses, StringBuilder text)
    {
        if (parentheses)
        {
            text.Append('(');
            Print(operand, text);
            text.Append(')');
        }
        else
        {
            Print(operand, text);
        }
    }

    private static int Level(Expression expression) => expression switch
    {
        Expression.Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } => 1,
        Expression.Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } => 2,
        Expression.Negation or Expression.Number { Value: < 0 } => 3,
        Expression.Binary => 4,
        _ => 5,
    };

    private static char Symbol(BinaryOperator @operator) => @operator switch
    {
        BinaryOperator.Add => '+',
        BinaryOperator.Subtract => '-',
        BinaryOperator.Multiply => '*',
        BinaryOperator.Divide => '/',
        _ => '^',
    };
}
