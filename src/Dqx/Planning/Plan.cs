using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Expressions;
using Dqx.Metrics;

namespace Dqx.Planning;

/// <summary>What a run has to do: a function of suite, datasets and key. The passes turn one plan into the next.</summary>
internal sealed record Plan
{
    /// <summary>What it depends on besides the suite.</summary>
    public required PlanningContext Context { get; init; }

    /// <summary>The assertions, in the suite's order.</summary>
    public required ImmutableArray<PlannedAssertion> Assertions { get; init; }

    /// <summary>What has to hold for assertions to be evaluated, each <c>only_if</c> once, in the suite's order.</summary>
    public ImmutableArray<PlannedAssertion> Conditions { get; init; } = [];

    /// <summary>Every metric once, in the order of first use. Empty before deduplication.</summary>
    public ImmutableArray<PlannedSymbol> Symbols { get; init; } = [];

    /// <summary>One for every piece of data that has to be read. Empty before fusion.</summary>
    public ImmutableArray<PlannedScan> Scans { get; init; } = [];

    /// <summary>The readings of partitioned datasets: what the scans of their parts, and what is stored of them, are merged to.</summary>
    public ImmutableArray<PlannedMerge> Merges { get; init; } = [];

    /// <summary>Conditions and assertions in the suite's order, each condition before the first assertion that it is for.</summary>
    public IEnumerable<PlannedAssertion> InOrder()
    {
        var next = 0;
        foreach (var assertion in Assertions)
        {
            if (assertion.Condition == next)
            {
                yield return Conditions[next++];
            }

            yield return assertion;
        }
    }
}

/// <summary>An assertion whose metrics are resolved: each names its dataset.</summary>
/// <param name="Check">The check that holds it.</param>
/// <param name="Assertion">The assertion as its author wrote it.</param>
/// <param name="Expectation">What is expected on the date of the run, without tunables. Its metrics name their datasets after resolution.</param>
internal sealed record PlannedAssertion(Check Check, Assertion Assertion, Expectation Expectation)
{
    /// <summary>What is expected on the date of the run as its author wrote it: by the assertion, or by a profile.</summary>
    public required Expectation Written { get; init; }

    /// <summary>What the active profiles make of it.</summary>
    public required Adjustment Adjustment { get; init; }

    /// <summary>Which of <see cref="Plan.Conditions"/> has to hold; null when there is none.</summary>
    public int? Condition { get; init; }

    /// <summary>The metrics of its expectation, each followed by what it is calculated from. Empty before expansion.</summary>
    public ImmutableArray<NeededMetric> Needs { get; init; } = [];

    /// <summary>The symbols of the metrics in its expectation, in the order of first use. Empty before deduplication.</summary>
    public ImmutableArray<PlannedSymbol> Symbols { get; init; } = [];
}

/// <summary>A metric that an assertion needs.</summary>
/// <param name="Written">As its author wrote it.</param>
/// <param name="Resolved">With its dataset.</param>
/// <param name="IsDirect">Whether it stands in the expectation, rather than being a part of a derived metric.</param>
internal sealed record NeededMetric(Metric Written, Metric Resolved, bool IsDirect);

/// <summary>A metric that the run needs, once.</summary>
/// <param name="Name"><c>x_1</c>, <c>x_2</c>, …</param>
/// <param name="Written">The metric as its author wrote it.</param>
/// <param name="Metric">The metric with its dataset.</param>
/// <param name="Date">The date that its value belongs to.</param>
/// <param name="Source">Where its value comes from.</param>
internal sealed record PlannedSymbol(string Name, Metric Written, Metric Metric, DateOnly Date, ValueSource Source = ValueSource.Scan)
{
    /// <summary>The metric without its lag: what is measured, whatever the day.</summary>
    public Metric Measured { get; } = Metric.Lag == 0 ? Metric : Metric with { Lag = 0 };
}

/// <summary>Where a value comes from.</summary>
internal enum ValueSource
{
    /// <summary>It is measured on the data.</summary>
    Scan,

    /// <summary>It was stored by an earlier run.</summary>
    History,

    /// <summary>It is calculated from other symbols.</summary>
    Calculation,

    /// <summary>There is none to be expected on that day.</summary>
    Nowhere,

    /// <summary>There is none: the values of partitions do not make that of the whole.</summary>
    Unmergeable,
}

/// <summary>The reading of one dataset: all of its metrics for all of its days.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Date">The day whose data is read, when every day has data of its own; else null.</param>
/// <param name="Symbols">What to measure.</param>
internal sealed record PlannedScan(string Dataset, DateOnly? Date, ImmutableArray<PlannedSymbol> Symbols)
{
    /// <summary>The part of the dataset that is read; null for all of it.</summary>
    public KnownPartition? Partition { get; init; }
}
