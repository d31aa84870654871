using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Planning;

/// <summary>What a run has to do: a function of suite, datasets and key. The passes turn one plan into the next.</summary>
internal sealed record Plan
{
    /// <summary>The date and tags of the run.</summary>
    public required ResultKey Key { get; init; }

    /// <summary>The names of the datasets, in the run's order.</summary>
    public required ImmutableArray<string> Datasets { get; init; }

    /// <summary>The assertions, in the suite's order.</summary>
    public required ImmutableArray<PlannedAssertion> Assertions { get; init; }

    /// <summary>Every metric once, in the order of first use. Empty before deduplication.</summary>
    public ImmutableArray<PlannedSymbol> Symbols { get; init; } = [];

    /// <summary>One for every dataset that has to be read. Empty before fusion.</summary>
    public ImmutableArray<PlannedScan> Scans { get; init; } = [];
}

/// <summary>An assertion whose metrics are resolved: each names its dataset.</summary>
/// <param name="Check">The check that holds it.</param>
/// <param name="Assertion">The assertion as its author wrote it.</param>
/// <param name="Expectation">The expectation over resolved metrics.</param>
/// <param name="Symbols">The symbols of its metrics, in the order of first use. Empty before deduplication.</param>
internal sealed record PlannedAssertion(Check Check, Assertion Assertion, Expectation Expectation, ImmutableArray<PlannedSymbol> Symbols);

/// <summary>A metric that the run needs.</summary>
/// <param name="Name"><c>x_1</c>, <c>x_2</c>, …</param>
/// <param name="Metric">The metric as its author wrote it.</param>
/// <param name="Resolved">The metric with its dataset.</param>
/// <param name="Date">The date that its value belongs to.</param>
internal sealed record PlannedSymbol(string Name, Metric Metric, Metric Resolved, DateOnly Date);

/// <summary>The reading of one dataset: every metric of it in one statement.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Symbols">What to measure.</param>
internal sealed record PlannedScan(string Dataset, ImmutableArray<PlannedSymbol> Symbols);
