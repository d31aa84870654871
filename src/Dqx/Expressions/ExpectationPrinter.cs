namespace Dqx.Expressions;

/// <summary>Prints expectations in the language of suite files.</summary>
internal static class ExpectationPrinter
{
    public static string Print(Expression subject, Predicate predicate, Tolerance tolerance)
    {
        var text = predicate switch
        {
            Predicate.Comparison comparison => $"{subject} {Symbol(comparison.Operator)} {comparison.Bound}",
            Predicate.Between between => $"{subject} {Name(between)} {between.Lower} and {between.Upper}",
            Predicate.HasSign sign => $"{subject} {Name(sign)}",
            _ => subject.ToString(),
        };
        return tolerance == Tolerance.Default ? text : $"{text} tol {ExpressionPrinter.Print(tolerance.Amount)}{(tolerance.IsPercent ? "%" : "")}";
    }

    /// <summary>The operator as results show it; null when a value is only collected.</summary>
    public static string? Operator(Predicate predicate) => predicate switch
    {
        Predicate.Comparison comparison => Symbol(comparison.Operator),
        Predicate.Between between => Name(between),
        Predicate.HasSign sign => Name(sign),
        _ => null,
    };

    private static string Name(Predicate.Between between) => between.Negated ? "not between" : "between";

    private static string Name(Predicate.HasSign sign) => $"is {WireNames.Of(sign.Expected)}";

    private static string Symbol(ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.Equal => "==",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
