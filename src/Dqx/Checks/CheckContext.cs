using System.Collections.Immutable;
using Dqx.Expressions;

namespace Dqx.Checks;

/// <summary>Collects the assertions of one check in code.</summary>
public sealed class CheckContext
{
    private readonly string _check;
    private readonly List<Assertion> _assertions = [];
    private readonly List<string> _unfinished = [];

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

    /// <summary>An assertion without a predicate would be dropped in silence, so it is an error.</summary>
    internal ImmutableArray<Assertion> Build()
        => _unfinished is [var first, ..]
            ? throw new DqxException("DQX1203", $"Check '{_check}': AssertThat({first}) has no predicate; end it with .Where(\"name\") and one such as .IsPositive().")
            : [.. _assertions];
}
