using Dqx.Expressions;

namespace Dqx.Checks;

/// <summary>Collects the assertions of one check in code.</summary>
public sealed class CheckContext
{
    private readonly string _check;
    private readonly List<Assertion> _assertions = [];
    private readonly List<string> _unfinished = [];
    private Expectation? _condition;
    private Expression? _openCondition;

    internal CheckContext(string check) => _check = check;

    /// <summary>Begins an assertion about an expression; <see cref="AssertionDraft.Where"/> names it, a predicate ends it.</summary>
    public AssertionDraft AssertThat(Expression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        _unfinished.Add(expression.ToString());
        return new AssertionDraft(this, expression);
    }

    internal void Finish(Expression subject, Assertion assertion)
    {
        _unfinished.Remove(subject.ToString());
        _assertions.Add(assertion);
    }

    /// <summary>Begins what has to hold for the check's assertions to be evaluated; else they are skipped. A predicate ends it. Of several the last counts.</summary>
    /// <param name="expression">The expression that is compared, such as <c>mp.NumRows()</c>.</param>
    public AssertionReady OnlyIf(Expression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        _openCondition = expression;
        return new AssertionReady((predicate, tolerance) => (_condition, _openCondition) = (new Expectation(expression, predicate, tolerance), null));
    }

    /// <summary>The check with its name, its condition and its assertions. What has no predicate would be dropped in silence, so it is an error.</summary>
    internal Check Build()
    {
        var open = _openCondition is { } condition ? $"OnlyIf({condition}) has no predicate; end it with one such as .IsPositive()."
            : _unfinished is [var first, ..] ? $"AssertThat({first}) has no predicate; end it with .Where(\"name\") and one such as .IsPositive()."
            : null;
        return open is null
            ? new Check { Name = _check?.Trim() ?? "", OnlyIf = _condition, Assertions = [.. _assertions] }
            : throw new DqxException("DQX1203", $"Check '{_check}': {open}");
    }
}
