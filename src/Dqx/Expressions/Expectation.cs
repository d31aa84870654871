using Dqx.Expressions.Parsing;

namespace Dqx.Expressions;

/// <summary>What is expected of an expression: the expression, the comparison and its tolerance. Immutable.</summary>
/// <param name="Subject">The expression whose value is compared.</param>
/// <param name="Predicate">The comparison.</param>
/// <param name="Tolerance">The tolerance of the comparison.</param>
/// <param name="Text">The expectation as its author wrote it.</param>
public sealed record Expectation(Expression Subject, Predicate Predicate, Tolerance Tolerance, string Text)
{
    /// <summary>An expectation that is made in code; its text is its printed form.</summary>
    public Expectation(Expression subject, Predicate predicate, Tolerance tolerance)
        : this(subject, predicate, tolerance, ExpectationPrinter.Print(subject, predicate, tolerance))
    {
    }

    /// <summary>Reads an expectation in the language of suite files.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tunables">The names of the suite's tunables, which it may use; null for none.</param>
    /// <exception cref="DqxException">The text is no expectation (DQX1201); the message shows where.</exception>
    public static Expectation Parse(string text, IEnumerable<string>? tunables = null)
        => TryParse(text, out var error, tunables) ?? throw new DqxException("DQX1201", error.Describe(text));

    /// <summary>The text as its author wrote it.</summary>
    public override string ToString() => Text;

    /// <summary>Reads an expectation; null and the error when it is none.</summary>
    internal static Expectation? TryParse(string text, out SyntaxError error, IEnumerable<string>? tunables = null)
    {
        try
        {
            error = SyntaxError.None;
            return ExpectationParser.Parse(text, [.. tunables ?? []]);
        }
        catch (SyntaxException syntax)
        {
            error = syntax.Error;
            return null;
        }
    }
}
