using System.Globalization;
using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Metrics.States;
using Dqx.Planning;
using Dqx.Scanning;

namespace Dqx.Running;

/// <summary>Makes the values of a dataset of what was measured and what is stored of its partitions.</summary>
/// <param name="merge">What is merged.</param>
/// <param name="dataset">The dataset.</param>
/// <param name="outcomes">What the scans of its partitions gave.</param>
internal sealed class PartitionMerge(PlannedMerge merge, IDataset dataset, IReadOnlyDictionary<KnownPartition, ScanOutcome> outcomes)
{
    /// <summary>The value of a symbol over all partitions. One that failed is the failure of the whole, which names it.</summary>
    public Measured Of(PlannedSymbol symbol)
    {
        MetricState? merged = null;
        KnownPartition? notFinite = null;
        (KnownPartition Partition, MetricValue.Failure Failure)? first = null;
        var failures = 0;
        foreach (var partition in merge.Partitions)
        {
            var (state, failure) = Part(partition, symbol);
            if (failure is not null)
            {
                first ??= (partition, failure);
                failures++;
            }
            else if (state is not null)
            {
                merged = merged?.Merge(state) ?? state;
                notFinite ??= state.Value is { } number && !double.IsFinite(number) ? partition : null;
            }
        }

        if (first is { } failed)
        {
            return new Measured(In(failed.Partition, Others(failures - 1), failed.Failure));
        }

        var value = merged is null ? ScanOutcome.NoRows(symbol) : symbol.Measured.ValueOf(merged);
        return new Measured(value is MetricValue.Failure odd && notFinite is not null ? In(notFinite, "", odd) : value, merged);
    }

    /// <summary>What a user should know about the days, and how much was read.</summary>
    public IEnumerable<Diagnostic> Diagnostics(DateOnly runDate)
    {
        if (dataset.Calendar.DateColumn is not null && merge.Whole.Symbols.Any(symbol => !symbol.Metric.AllDates))
        {
            var looking = merge.Whole.Symbols.Where(symbol => DayWarnings.LooksFor(runDate, symbol)).ToList();
            var lacks = looking.Count > 0 && looking.TrueForAll(symbol => merge.Partitions.All(partition => Part(partition, symbol) is (null, null)));
            foreach (var warning in DayWarnings.Of(dataset, Days(), lacks ? runDate : null))
            {
                yield return warning;
            }
        }

        var (scanned, all) = (outcomes.Count, merge.Partitions.Length);
        var day = merge.Whole.Date is { } date ? FormattableString.Invariant($" of {date:yyyy-MM-dd}") : "";
        yield return new Diagnostic
        {
            Id = "DQX3103",
            Severity = DiagnosticSeverity.Info,
            Message = string.Create(CultureInfo.InvariantCulture, $"{dataset.Name}: {scanned} of {all} {(all == 1 ? "partition" : "partitions")}{day} scanned, {all - scanned} not changed since {(all - scanned == 1 ? "it was" : "they were")} stored."),
        };
    }

    /// <summary>The state of a partition, null when it has no row on that day; or why there is none.</summary>
    private (MetricState? State, MetricValue.Failure? Failure) Part(KnownPartition partition, PlannedSymbol symbol)
    {
        if (partition.Knows(symbol, dataset))
        {
            return (partition.Find(symbol, dataset)?.State, null);
        }

        return outcomes[partition].Find(symbol) switch
        {
            null => (null, null),
            { State: { } state } => (state, null),
            { Value: MetricValue.Failure failure } => (null, failure),
            _ => (null, new MetricValue.Failure(ErrorKind.Schema, Unmergeable.Text(symbol.Measured, dataset.Name, "its first row has an order that only the engine sorts, such as a year beyond 9999"))),
        };
    }

    private DaysState Days() => merge.Partitions.Aggregate(DaysState.None, (days, partition) => (DaysState)days.Merge(
        outcomes.TryGetValue(partition, out var outcome)
            ? outcome.Days ?? DaysState.None with { RowsWithoutDay = outcome.RowsWithoutDay }
            : partition.Days?.State as DaysState ?? DaysState.None));

    private static MetricValue.Failure In(KnownPartition partition, string others, MetricValue.Failure failure) => failure with { Message = $"partition '{partition.Partition.Name}'{others}: {failure.Message}" };

    private static string Others(int others) => others switch
    {
        0 => "",
        1 => " (and 1 more)",
        _ => string.Create(CultureInfo.InvariantCulture, $" (and {others} more)"),
    };
}
