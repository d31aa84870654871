using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Planning.Passes;

/// <summary>Adds to every derived metric what it is calculated from, however deep it is nested.</summary>
internal static class Expand
{
    public static Plan Apply(Plan plan) => plan with
    {
        Assertions = [.. plan.Assertions.Select(Apply)],
        Conditions = [.. plan.Conditions.Select(Apply)],
    };

    private static PlannedAssertion Apply(PlannedAssertion assertion) => assertion.Adjustment.IsDisabled ? assertion : assertion with
    {
        Needs = [.. assertion.Written.Metrics()
            .Zip(assertion.Expectation.Metrics(), (written, resolved) => With(written, resolved, isDirect: true))
            .SelectMany(needs => needs)],
    };

    private static IEnumerable<NeededMetric> With(Metric written, Metric resolved, bool isDirect)
    {
        yield return new NeededMetric(written, resolved, isDirect);
        if (written is DerivedMetric writtenDerived && resolved is DerivedMetric derived)
        {
            foreach (var part in writtenDerived.Parts.Zip(derived.Parts, (w, r) => With(w, r, isDirect: false)).SelectMany(needs => needs))
            {
                yield return part;
            }
        }
    }
}
