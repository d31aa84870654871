using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Planning.Passes;

/// <summary>Gives every metric the dataset that it measures: the one that it names, else the only one that its check may use.</summary>
internal static class Resolve
{
    public static Plan Apply(Plan plan) => plan with
    {
        Assertions = [.. plan.Assertions.Select(assertion => Apply(assertion, plan.Context))],
        Conditions = [.. plan.Conditions.Select(condition => Apply(condition, plan.Context))],
    };

    private static PlannedAssertion Apply(PlannedAssertion assertion, PlanningContext context)
    {
        // Validation has made sure that a metric without a dataset has only one to take.
        var only = assertion.Check.Uses.IsEmpty ? context.Datasets[0].Name : assertion.Check.Uses[0];
        return assertion with
        {
            Expectation = assertion.Expectation.ReplaceTerms(term => term is Expression.MetricTerm { Metric: var metric } ? new Expression.MetricTerm(Named(metric, only)) : term),
        };
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
