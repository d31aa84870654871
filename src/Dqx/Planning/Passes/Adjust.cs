using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Expressions;

namespace Dqx.Planning.Passes;

/// <summary>Turns the suite into what it expects on the date of the run: applies the active profiles, and puts the values of tunables into expectations.</summary>
internal static class Adjust
{
    public static Plan Apply(VerificationSuite suite, PlanningContext context)
    {
        var values = suite.Tunables.ToDictionary(tunable => tunable.Name, tunable => tunable.Value, StringComparer.Ordinal);
        var profiles = suite.Profiles.Where(profile => profile.IsActive(context.Key.Date)).ToImmutableArray();
        var assertions = ImmutableArray.CreateBuilder<PlannedAssertion>();
        var conditions = ImmutableArray.CreateBuilder<PlannedAssertion>();
        foreach (var check in suite.Checks)
        {
            int? condition = null;
            foreach (var assertion in check.Assertions)
            {
                var (adjustment, expectation) = Apply(profiles, check, assertion);
                if (!adjustment.IsDisabled && check.OnlyIf is { } onlyIf && condition is null)
                {
                    condition = conditions.Count;
                    conditions.Add(Planned(check, new Assertion { Name = "only_if", Expectation = onlyIf }, onlyIf, new Adjustment([], Severity.P1), values));
                }

                assertions.Add(Planned(check, assertion, expectation, adjustment, values) with { Condition = adjustment.IsDisabled ? null : condition });
            }
        }

        return new Plan { Context = context, Assertions = assertions.DrainToImmutable(), Conditions = conditions.DrainToImmutable() };
    }

    private static PlannedAssertion Planned(Check check, Assertion assertion, Expectation written, Adjustment adjustment, Dictionary<string, double> values)
        => new(check, assertion, values.Count == 0 ? written : written.ReplaceTerms(term => term is Expression.TunableTerm { Name: var name } ? new Expression.Number(values[name]) : term))
        {
            Written = written,
            Adjustment = adjustment,
        };

    private static (Adjustment Adjustment, Expectation Expectation) Apply(ImmutableArray<Profile> profiles, Check check, Assertion assertion)
    {
        var adjustment = new Adjustment([], assertion.Severity);
        var expectation = assertion.Expectation;
        foreach (var profile in profiles)
        {
            foreach (var rule in profile.Rules.Where(rule => rule.Selects(check, assertion)))
            {
                expectation = rule.ExpectationFor(check) ?? expectation;
                adjustment = new Adjustment(
                    adjustment.Profiles.Contains(profile.Name) ? adjustment.Profiles : adjustment.Profiles.Add(profile.Name),
                    rule.Severity ?? adjustment.Severity,
                    adjustment.Multiplier * (rule.MultiplyValue ?? 1),
                    adjustment.IsDisabled || rule.Disable);
            }
        }

        return (adjustment, expectation);
    }
}
