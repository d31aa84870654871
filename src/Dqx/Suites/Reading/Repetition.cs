using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Suites.Reading;

/// <summary>A check of a file that <c>for_each</c> repeats for a dataset: what <c>$dataset</c> stands for.</summary>
internal static class Repetition
{
    /// <summary>What the dataset is called inside.</summary>
    public const string Placeholder = "$dataset";

    /// <summary>The check for one dataset. Without <c>uses</c> it uses that dataset alone.</summary>
    public static Check For(string dataset, Check check) => check with
    {
        Name = $"{Text(check.Name, dataset)} [{dataset}]",
        RepeatedFrom = check.Name,
        RepeatedFor = dataset,
        Tags = Texts(check.Tags, dataset),
        Id = Text(check.Id, dataset),
        Description = Text(check.Description, dataset),
        Uses = check.Uses.IsEmpty ? [dataset] : [.. check.Uses.Select(name => name == Placeholder ? dataset : name)],
        OnlyIf = check.OnlyIf is { } condition ? Replace(condition, dataset) : null,
        Assertions = [.. check.Assertions.Select(assertion => assertion with
        {
            Name = Text(assertion.Name, dataset) ?? assertion.Name,
            Id = Text(assertion.Id, dataset),
            Description = Text(assertion.Description, dataset),
            Tags = Texts(assertion.Tags, dataset),
            Expectation = Replace(assertion.Expectation, dataset),
        })],
    };

    /// <summary>The metric for one dataset.</summary>
    public static Metric For(string dataset, Metric metric)
    {
        var replaced = metric is DerivedMetric derived ? derived with { Base = For(dataset, derived.Base) } : metric;
        return replaced with { Dataset = replaced.Dataset == Placeholder ? dataset : replaced.Dataset, Where = Text(replaced.Where, dataset) };
    }

    /// <summary>The text of the expectation stays what its author wrote.</summary>
    public static Expectation Replace(Expectation expectation, string dataset)
        => expectation.ReplaceTerms(term => term is Expression.MetricTerm { Metric: var metric } ? new Expression.MetricTerm(For(dataset, metric)) : term);

    private static ImmutableArray<string> Texts(ImmutableArray<string> texts, string dataset) => [.. texts.Select(text => text.Replace(Placeholder, dataset, StringComparison.Ordinal))];

    private static string? Text(string? text, string dataset) => text?.Replace(Placeholder, dataset, StringComparison.Ordinal);
}
