using Dqx.Checks;
using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Evaluation;

/// <summary>What came out of an expectation: the status, and the numbers that led to it.</summary>
internal sealed record Judgement(AssertionStatus Status, double? Value, Bounds? Bounds, MetricValue? Reason)
{
    /// <summary>Computes the expression and its bounds, then compares.</summary>
    /// <param name="expectation">What is expected.</param>
    /// <param name="valueOf">The values of metrics.</param>
    /// <param name="multiplier">By what the value is multiplied before it is compared; it is kept as it was.</param>
    public static Judgement Of(Expectation expectation, Func<Metric, MetricValue> valueOf, double multiplier = 1)
    {
        var value = Evaluator.Evaluate(expectation.Subject, valueOf);
        var known = (value as MetricValue.Number)?.Value;
        var (bounds, reason) = Bounds.Of(expectation, valueOf);
        if (value is not MetricValue.Number)
        {
            return Without(value, known, bounds);
        }

        return reason is not null ? Without(reason, known, bounds) : Compare(expectation, value, known, bounds, multiplier);
    }

    /// <summary>As the assertion's author wants it while a value of an earlier day is not stored yet.</summary>
    public Judgement Settled(NoHistory wish) => (Reason, wish) switch
    {
        (MetricValue.Missing { Reason: SkipReason.NoHistory } missing, NoHistory.Error) => this with { Status = AssertionStatus.Error, Reason = new MetricValue.Failure(ErrorKind.Data, missing.Message) },
        (MetricValue.Missing { Reason: SkipReason.NoHistory }, NoHistory.Pass) => this with { Status = AssertionStatus.Passed, Reason = null },
        _ => this,
    };

    private static Judgement Compare(Expectation expectation, MetricValue value, double? known, Bounds? bounds, double multiplier)
    {
        if (known is not { } x)
        {
            return Without(value, known, bounds);
        }

        if (bounds is { Lower: { } lower, Upper: { } upper } && lower > upper)
        {
            var message = $"the lower bound {ExpressionPrinter.Print(lower)} is above the upper bound {ExpressionPrinter.Print(upper)}";
            return Without(new MetricValue.Failure(ErrorKind.Arithmetic, message), known, bounds);
        }

        var compared = x * multiplier;
        if (!double.IsFinite(compared))
        {
            var message = $"infinite result: {ExpressionPrinter.Print(x)} * {ExpressionPrinter.Print(multiplier)}, the profile's multiply_value";
            return Without(new MetricValue.Failure(ErrorKind.Arithmetic, message), known, bounds);
        }

        return new Judgement(Comparison.Holds(expectation, compared, bounds) ? AssertionStatus.Passed : AssertionStatus.Failed, known, bounds, Reason: null);
    }

    private static Judgement Without(MetricValue reason, double? value, Bounds? bounds)
        => new(reason is MetricValue.Missing ? AssertionStatus.Skipped : AssertionStatus.Error, value, bounds, reason);
}
