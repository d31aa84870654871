using System.Collections.Immutable;
using Dqx.Expressions;
using Dqx.Suites.Reading;

namespace Dqx.Checks;

/// <summary>Changes what is expected, for some days or for good. Immutable.</summary>
public sealed record Profile
{
    /// <summary>The name, unique in the suite; results carry it.</summary>
    public required string Name { get; init; }

    /// <summary>The first date on which it is active; null for no beginning.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>The last date on which it is active; null for no end.</summary>
    public DateOnly? End { get; init; }

    /// <summary>What it changes; later rules, and rules of later profiles, win over earlier ones.</summary>
    public ImmutableArray<ProfileRule> Rules { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether it is active in a run for this date.</summary>
    public bool IsActive(DateOnly date) => (Start is not { } start || date >= start) && (End is not { } end || date <= end);
}

/// <summary>Selects assertions by <see cref="Check"/>, by <see cref="Check"/> and <see cref="Assertion"/>, or by <see cref="Tag"/>, and changes them.</summary>
public sealed record ProfileRule
{
    /// <summary>The name of the check; of a check that is repeated for datasets, also the name before the repetition. Null to select by tag.</summary>
    public string? Check { get; init; }

    /// <summary>The name of an assertion of <see cref="Check"/>; null for all of them.</summary>
    public string? Assertion { get; init; }

    /// <summary>A tag of the check or of the assertion; null to select by name.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether the assertions are skipped; one rule that says so is enough.</summary>
    public bool Disable { get; init; }

    /// <summary>The severity; of several the last counts. Null to leave it.</summary>
    public Severity? Severity { get; init; }

    /// <summary>By what the value is multiplied before it is compared, finite; several are multiplied. The result keeps the value as it was. Null to leave it.</summary>
    public double? MultiplyValue { get; init; }

    /// <summary>What is expected instead; of several the last counts. Null to leave it.</summary>
    public Expectation? Expectation { get; init; }

    internal bool Selects(Check check, Assertion assertion)
        => Tag is not null ? check.Tags.Contains(Tag) || assertion.Tags.Contains(Tag)
            : check.IsNamed(Check) && (Assertion is null || assertion.Name == Assertion || assertion.Name == For(Assertion, check));

    /// <summary>What is expected of a check instead; <c>$dataset</c> is what it is inside the check. Null to leave it.</summary>
    internal Expectation? ExpectationFor(Check check) => Expectation is { } expected && check.RepeatedFor is { } dataset ? Repetition.Replace(expected, dataset) : Expectation;

    private static string For(string text, Check check) => check.RepeatedFor is { } dataset ? text.Replace(Repetition.Placeholder, dataset, StringComparison.Ordinal) : text;
}
