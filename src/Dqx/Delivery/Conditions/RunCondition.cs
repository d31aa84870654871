using System.Diagnostics.CodeAnalysis;
using Dqx.Expressions.Parsing;

namespace Dqx.Delivery;

/// <summary>A condition over a run, as <c>when:</c> has it: <c>failed(P0) &gt; 0 or errors &gt; 0</c>. Immutable.</summary>
/// <remarks>
/// Counters are <c>passed failed errors skipped total new recovered</c>, each for all assertions, for a severity (<c>failed(P0)</c>)
/// or for a tag (<c>failed(tag=finance)</c>). They are compared with numbers or each other and joined by <c>and</c>, <c>or</c>,
/// <c>not</c> and parentheses; <c>and</c> binds tighter than <c>or</c>. What is muted counts in <c>total</c> alone.
/// </remarks>
public sealed class RunCondition
{
    private readonly string _text;
    private readonly Condition _condition;

    private RunCondition(string text, Condition condition) => (_text, _condition) = (text, condition);

    /// <summary>Reads a condition.</summary>
    /// <exception cref="DqxException">It is none (DQX1260); the message shows the place.</exception>
    public static RunCondition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var error) ?? throw new DqxException("DQX1260", error.Describe(text));
    }

    /// <summary>Whether the condition holds for a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="notification">What is new and what recovered since the processor was told last.</param>
    public bool Holds(SuiteRun run, Notification notification)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(notification);
        return _condition.Holds(new RunCounts(run, notification));
    }

    /// <summary>The condition as it was written.</summary>
    public override string ToString() => _text;

    /// <summary>The condition; null when the text is none.</summary>
    internal static RunCondition? TryParse(string text, [NotNullWhen(false)] out SyntaxError error)
    {
        try
        {
            error = SyntaxError.None;
            return new RunCondition(text.Trim(), ConditionParser.Parse(text));
        }
        catch (SyntaxException syntax)
        {
            error = syntax.Error;
            return null;
        }
    }
}
