using Dqx.Checks;
using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Planning.Passes;

/// <summary>Gives every metric the dataset that it measures: the one that it names, else the only one that its check may use.</summary>
internal static class Resolve
{
    public static Plan Apply(VerificationSuite suite, PlanningContext context) => new()
    {
        Context = context,
        Assertions = [.. suite.Checks.SelectMany(check => check.Assertions.Select(assertion => Apply(check, assertion, context)))],
    };

    private static PlannedAssertion Apply(Check check, Assertion assertion, PlanningContext context)
    {
        // Validation has made sure that a metric without a dataset has only one to take.
        var only = check.Uses.IsEmpty ? context.Datasets[0].Name : check.Uses[0];
        var expectation = assertion.Expectation;
        return new PlannedAssertion(check, assertion, expectation with
        {
            Subject = expectation.Subject.Replace(metric => Named(metric, only)),
            Predicate = expectation.Predicate.Replace(bound => bound.Replace(metric => Named(metric, only))),
        });
    }

    /// <summary>A derived metric measures what its base measures, so the name goes inside.</summary>
    private static Metric Named(Metric metric, string only)
    {
        var dataset = metric.Dataset ?? only;
        if (metric is not DerivedMetric derived)
        {
            return metric.Dataset is null ? metric with { Dataset = only } : metric;
        }

        var @base = Named(derived.Base, dataset);
        return derived with { Base = @base, Dataset = @base.Dataset };
    }
}
