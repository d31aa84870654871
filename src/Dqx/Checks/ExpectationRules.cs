using System.Collections.Immutable;
using Dqx.Evaluation;
using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Checks;

/// <summary>What may be wrong with an expectation, wherever it stands: in an assertion, as a condition, in a profile.</summary>
/// <param name="datasets">The datasets of the run; null when they are not known yet.</param>
/// <param name="tunables">The tunables of the suite.</param>
/// <param name="partitioned">The datasets that are given as partitions.</param>
internal sealed class ExpectationRules(IReadOnlyList<string>? datasets, ImmutableArray<Tunable> tunables, IReadOnlyCollection<string> partitioned)
{
    /// <param name="expectation">The expectation.</param>
    /// <param name="check">The check in which it counts.</param>
    /// <param name="at">Where it stands; the message says what it is.</param>
    public IEnumerable<SuiteFinding> Validate(Expectation expectation, Check check, SuiteFinding at)
        => UnknownTunables(expectation).Concat(Datasets(expectation, check)).Concat(Merging(expectation, check)).Concat(Bounds(expectation))
            .Select(wrong => at with { Id = wrong.Id, Message = $"{at.Message}: {wrong.Message}.", Metric = wrong.Metric });

    private IEnumerable<Wrong> UnknownTunables(Expectation expectation)
        => expectation.Tunables().Distinct()
            .Where(name => tunables.All(tunable => tunable.Name != name))
            .Select(name => new Wrong("DQX1232", $"the suite has no tunable '{name}'{Nearest.Hint(name, tunables.Select(tunable => tunable.Name))}"));

    private IEnumerable<Wrong> Datasets(Expectation expectation, Check check)
    {
        var allowed = check.Uses.IsEmpty ? datasets : check.Uses;
        if (allowed is null)
        {
            yield break;
        }

        foreach (var metric in expectation.Metrics().Distinct())
        {
            var wrong = metric.Measures switch
            {
                null when allowed.Count == 1 => null,
                null => $"{metric} does not say which dataset it measures; add dataset=NAME ({string.Join(", ", allowed)})",
                var name when allowed.Contains(name) => null,
                var name when datasets?.Contains(name) == true => $"{metric} names the dataset '{name}', which the check does not use; add it to 'uses'",
                var name => $"{metric} names the unknown dataset '{name}'{Nearest.Hint(name, allowed)}",
            };
            if (wrong is not null)
            {
                yield return new Wrong("DQX1211", wrong, metric);
            }
        }
    }

    /// <summary>What is calculated of several values needs each of them.</summary>
    private IEnumerable<Wrong> Merging(Expectation expectation, Check check)
    {
        var only = check.Uses is [var used] ? used : check.Uses.IsEmpty && datasets is [var single] ? single : null;
        foreach (var metric in partitioned.Count == 0 ? [] : expectation.Metrics().Distinct())
        {
            var measured = metric;
            while (measured is DerivedMetric derived)
            {
                measured = derived.Base;
            }

            if ((metric.Measures ?? only) is { } dataset && partitioned.Contains(dataset) && measured.WhyNotMergeable is { } why)
            {
                yield return new Wrong("DQX1142", Unmergeable.Text(measured, dataset, why), metric);
            }
        }
    }

    private IEnumerable<Wrong> Bounds(Expectation expectation)
    {
        var predicate = expectation.Predicate;
        if (predicate is Predicate.Between between && Value(between.Lower) is { } lower && Value(between.Upper) is { } upper && lower > upper)
        {
            yield return new Wrong("DQX1212", $"the lower bound {Shown(between.Lower, lower)} is above the upper bound {Shown(between.Upper, upper)}");
        }

        // Their values are never negative, so such a comparison says nothing about the data.
        if (expectation.Subject is Expression.MetricTerm { Metric: DayOverDay or WeekOverWeek } term
            && (predicate is Predicate.HasSign { Expected: Sign.Negative } || predicate.Bounds().Any(bound => Value(bound) < 0)))
        {
            yield return new Wrong("DQX1239", $"{term.Metric.Name} is never negative, so a negative bound says nothing; the signed change is change(…)");
        }
    }

    private double? Value(Expression bound)
        => ConstantFolder.Value(bound.ReplaceTerms(term => term is Expression.TunableTerm { Name: var name } && tunables.FirstOrDefault(tunable => tunable.Name == name) is { } tunable ? new Expression.Number(tunable.Value) : term));

    private static string Shown(Expression bound, double value)
        => bound.Tunables().Any() ? $"{bound} ({ExpressionPrinter.Print(value)})" : bound.ToString();

    private sealed record Wrong(string Id, string Message, Metric? Metric = null);
}
