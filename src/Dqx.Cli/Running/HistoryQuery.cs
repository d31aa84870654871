using System.Collections.Immutable;
using Dqx.Cli.CommandLine;
using Dqx.Expressions;
using Dqx.History;
using Dqx.Metrics;

namespace Dqx.Cli.Running;

/// <summary>Finds stored values by what a user writes.</summary>
/// <param name="history">The history.</param>
/// <param name="location">Where it is, for messages.</param>
/// <param name="suite">The suite's name; null for all of the history's.</param>
internal sealed class HistoryQuery(IMetricHistory history, string location, string? suite)
{
    /// <summary>The metrics that have values.</summary>
    /// <param name="dataset">Of this dataset; null for all.</param>
    /// <param name="tags">With these identity tags; empty for any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<StoredMetric>> ListAsync(string? dataset, ImmutableSortedDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        var wanted = HistoryTags.Text(tags);
        return [.. (await history.ListAsync(suite, cancellationToken)).Where(metric => (dataset is null || metric.Dataset == dataset) && (tags.IsEmpty || metric.Tags == wanted))];
    }

    /// <summary>The values of a metric: a series for each suite, dataset and set of tags that has some.</summary>
    /// <exception cref="UsageException">There are none; the message has the nearest metric.</exception>
    public async Task<IReadOnlyList<HistorySeries>> FindAsync(
        string metric, string? dataset, ImmutableSortedDictionary<string, string> tags, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var (text, named) = Stored(metric);
        var listed = await ListAsync(dataset ?? named, tags, cancellationToken);
        var found = listed.Where(stored => stored.Metric == text).ToList();
        if (found.Count == 0)
        {
            throw Nothing(text, listed);
        }

        var series = new List<HistorySeries>(found.Count);
        foreach (var stored in found)
        {
            var points = new List<MetricPoint>();
            var keys = HistoryTags.Read(stored.Tags);
            await foreach (var point in history.ReadAsync(new MetricQuery(stored.Suite, stored.Dataset, stored.Metric, from, to, keys), cancellationToken))
            {
                points.Add(point);
            }

            series.Add(new HistorySeries(stored, keys, points));
        }

        return series;
    }

    private UsageException Nothing(string text, IReadOnlyList<StoredMetric> listed) => listed.Count == 0
        ? new UsageException("DQX1015", $"The history {location} holds no values{(suite is null ? "" : $" of the suite '{suite}'")} for these options; 'dqx history list' shows what it holds.")
        : new UsageException("DQX1015", $"The history {location} holds no values of {text}{Nearest.Hint(text, listed.Select(stored => stored.Metric).Distinct())}");

    /// <summary>As the metric is stored, without lag and dataset; and the dataset that it names.</summary>
    private static (string Metric, string? Dataset) Stored(string text) => Expectation.TryParse(text, out _) is { Predicate: Predicate.Collect, Subject: Expression.MetricTerm { Metric: var metric } }
        ? metric is DerivedMetric derived
            ? throw new UsageException("DQX1015", $"{metric} is calculated anew in every run and not stored; stored is {Base(derived).StoredText}.")
            : (metric.StoredText, metric.Dataset)
        : (text.Trim(), null);

    private static Metric Base(DerivedMetric derived) => derived.Base is DerivedMetric inner ? Base(inner) : derived.Base;
}

/// <summary>The values of one metric.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Tags">The identity tags of its runs.</param>
/// <param name="Points">The values, oldest first.</param>
internal sealed record HistorySeries(StoredMetric Metric, ImmutableSortedDictionary<string, string> Tags, IReadOnlyList<MetricPoint> Points);
