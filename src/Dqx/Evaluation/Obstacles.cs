using Dqx.Expressions;
using Dqx.Metrics;
using Dqx.Planning;

namespace Dqx.Evaluation;

/// <summary>Why assertions are not evaluated at all: a profile disables them, their check's condition does not hold, or their data is not available.</summary>
internal sealed class Obstacles(Plan plan, double dataAvailability, Func<Metric, MetricValue> valueOf)
{
    private readonly Availability _availability = new(plan.Context, dataAvailability);
    private readonly MetricValue.Missing?[] _conditions = [.. plan.Conditions.Select(condition => Of(condition.Written, Judgement.Of(condition.Expectation, valueOf)))];

    /// <summary>Why the assertion is not evaluated; null when it is.</summary>
    public MetricValue.Missing? Of(PlannedAssertion assertion)
    {
        if (assertion.Adjustment.IsDisabled)
        {
            return new MetricValue.Missing(SkipReason.Disabled, $"a profile disables it: {string.Join(", ", assertion.Adjustment.Profiles)}");
        }

        return (assertion.Condition is { } condition ? _conditions[condition] : null) ?? _availability.Lacks(assertion);
    }

    /// <summary>What a reader of the results should know and no result has a place for: which condition did not hold, how much data was missing.</summary>
    public IEnumerable<Diagnostic> Explanations()
    {
        foreach (var (condition, unmet) in plan.Conditions.Zip(_conditions))
        {
            if (unmet is not null)
            {
                yield return Info("DQX1236", $"Check '{condition.Check.Name}' is skipped: {unmet.Message}.");
            }
        }

        foreach (var assertion in plan.Assertions)
        {
            if (Of(assertion) is { Reason: SkipReason.Unavailable } lack)
            {
                yield return Info("DQX1237", $"Check '{assertion.Check.Name}', assertion '{assertion.Assertion.Name}' is skipped: {lack.Message}.");
            }
        }
    }

    private static MetricValue.Missing? Of(Expectation condition, Judgement judgement) => judgement switch
    {
        { Status: AssertionStatus.Passed } => null,
        { Reason: MetricValue.Failure failure } => Unmet($"only_if {condition} cannot be evaluated: {failure.Message}"),
        { Reason: MetricValue.Missing missing } => Unmet($"only_if {condition} cannot be evaluated: {missing.Message}"),
        _ => Unmet($"only_if {condition} does not hold{(judgement.Value is { } value ? $", the value is {ExpressionPrinter.Print(value)}" : "")}"),
    };

    private static MetricValue.Missing Unmet(string message) => new(SkipReason.OnlyIf, message);

    private static Diagnostic Info(string id, string message) => new() { Id = id, Severity = DiagnosticSeverity.Info, Message = message };
}
