using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Planning.Passes;

/// <summary>Gives every metric the dataset that it measures: the one that it names, else the only one that its check may use.</summary>
internal static class Resolve
{
    public static Plan Apply(VerificationSuite suite, ImmutableArray<string> datasets, ResultKey key) => new()
    {
        Key = key,
        Datasets = datasets,
        Assertions = [.. suite.Checks.SelectMany(check => check.Assertions.Select(assertion => Apply(check, assertion, datasets)))],
    };

    private static PlannedAssertion Apply(Check check, Assertion assertion, ImmutableArray<string> datasets)
    {
        // Validation has made sure that a metric without a dataset has only one to take.
        var only = check.Uses.IsEmpty ? datasets[0] : check.Uses[0];
        var expectation = assertion.Expectation;
        return new PlannedAssertion(
            check,
            assertion,
            expectation with { Subject = expectation.Subject.Replace(Named), Predicate = expectation.Predicate.Replace(bound => bound.Replace(Named)) },
            Symbols: []);

        Metric Named(Metric metric) => metric.Dataset is null ? metric with { Dataset = only } : metric;
    }
}
