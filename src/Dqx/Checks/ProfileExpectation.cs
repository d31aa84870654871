using System.Collections.Immutable;
using Dqx.Expressions;

namespace Dqx.Checks;

/// <summary>What a profile expects of a check, as a check of its own, so that it can be looked at like any other.</summary>
/// <param name="Check">A check with one assertion, under a name that no check of a suite can have.</param>
/// <param name="At">Where it is written.</param>
internal sealed record ProfileExpectation(Check Check, SuiteFinding At);

/// <summary>Finds what profiles expect.</summary>
internal static class ProfileExpectations
{
    /// <summary>One for every rule with an expectation and every check in which it selects.</summary>
    public static ImmutableArray<ProfileExpectation> Of(VerificationSuite suite)
        =>
        [
            .. from profile in suite.Profiles.Index()
               from rule in profile.Item.Rules.Index()
               from check in suite.Checks
               let expectation = rule.Item.ExpectationFor(check)
               where expectation is not null
               where check.Assertions.Any(assertion => rule.Item.Selects(check, assertion))
               select Of(profile, rule.Index, expectation, check),
        ];

    private static ProfileExpectation Of((int Index, Profile Item) profile, int rule, Expectation expectation, Check check)
    {
        // No name of a suite holds a line break at its beginning: names are trimmed.
        var alone = check with
        {
            Name = FormattableString.Invariant($"\n{profile.Index} {rule} {check.Name}"),
            OnlyIf = null,
            Assertions = [new Assertion { Name = "expect", Expectation = expectation }],
        };
        return new ProfileExpectation(alone, new SuiteFinding("DQX1215", DiagnosticSeverity.Error, FormattableString.Invariant($"The profile '{profile.Item.Name}', rule {rule + 1}"))
        {
            Path = [new("profiles"), new(null, profile.Index), new("rules"), new(null, rule), new("expect")],
        });
    }
}
