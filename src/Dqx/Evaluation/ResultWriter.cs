using Dqx.Expressions;
using Dqx.Metrics;
using Dqx.Planning;

namespace Dqx.Evaluation;

/// <summary>Turns what was planned and measured into what a run reports.</summary>
internal static class ResultWriter
{
    public static AssertionResult Result(PlannedAssertion planned, Func<Metric, MetricValue> valueOf, MetricValue.Missing? lack)
    {
        var (check, assertion) = (planned.Check, planned.Assertion);
        var adjustment = planned.Adjustment;
        var judgement = lack is null ? Judgement.Of(planned.Expectation, valueOf, adjustment.Multiplier).Settled(assertion.NoHistory) : new Judgement(AssertionStatus.Skipped, null, null, lack);
        var failure = judgement.Reason as MetricValue.Failure;
        return new AssertionResult
        {
            Check = check.Name,
            Assertion = assertion.Name,
            CheckId = check.Id,
            Id = assertion.Id,
            Severity = adjustment.Severity,
            SeverityDeclared = assertion.Severity,
            Status = judgement.Status,
            Value = judgement.Value,
            Expression = planned.Expectation.Text,
            Operator = ExpectationPrinter.Operator(planned.Expectation.Predicate),
            Lower = judgement.Bounds?.Lower,
            Upper = judgement.Bounds?.Upper,
            Tolerance = judgement.Bounds?.Tolerance,
            Error = failure?.Message,
            ErrorKind = failure?.Kind,
            Reason = (judgement.Reason as MetricValue.Missing)?.Reason,
            Profiles = adjustment.Profiles,
            Symbols = [.. planned.Symbols.Select(symbol => symbol.Name)],
            Tags = [.. check.Tags.Concat(assertion.Tags).Distinct()],
            Meta = check.Meta.Count == 0 ? assertion.Meta : assertion.Meta.Count == 0 ? check.Meta : new Metadata([.. check.Meta, .. assertion.Meta]),
        };
    }

    public static SymbolInfo Symbol(PlannedSymbol symbol, MetricValue value) => new()
    {
        Name = symbol.Name,
        Metric = symbol.Written.ToString(),
        Dataset = symbol.Metric.Dataset,
        Date = symbol.Date,
        Value = (value as MetricValue.Number)?.Value,
        Error = value switch
        {
            MetricValue.Failure failure => failure.Message,
            MetricValue.Missing missing => missing.Message,
            _ => null,
        },
    };
}
