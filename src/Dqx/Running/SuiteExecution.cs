using Dqx.Datasets;
using Dqx.History;
using Dqx.Metrics;
using Dqx.Metrics.States;
using Dqx.Planning;
using Dqx.Scanning;

namespace Dqx.Running;

/// <summary>One run of one suite: reads what is stored, scans, calculates.</summary>
internal sealed class SuiteExecution(Plan plan, HistoryKeys keys, IMetricHistory? history, PartitionCheckpoints? checkpoints, IProgress<ScanProgress>? progress)
{
    private readonly Dictionary<Metric, MetricValue> _values = [];
    private readonly Dictionary<Metric, MetricState> _states = [];
    private readonly Dictionary<KnownPartition, ScanOutcome> _partitions = [];
    private readonly List<Diagnostic> _diagnostics = [];

    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Every symbol's value.</summary>
    public async Task<IReadOnlyDictionary<Metric, MetricValue>> RunAsync(int concurrency, CancellationToken cancellationToken)
    {
        await ReadHistoryAsync(cancellationToken);
        var queue = new ScanQueue(plan, progress, checkpoints);
        try
        {
            await queue.RunAsync(concurrency, cancellationToken);
        }
        catch when (checkpoints is not null)
        {
            // However it was stopped: what it has read holds.
            await checkpoints.StoreRestAsync();
            throw;
        }

        Take(queue.Outcomes);
        // Parts stand after what is calculated from them, so the last symbol is calculated first.
        foreach (var symbol in plan.Symbols.Where(symbol => symbol.Source is ValueSource.Calculation).Reverse())
        {
            Calculate(symbol.Metric);
        }

        return _values;
    }

    /// <summary>What this run measured, to be stored.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="createdAt">When it began.</param>
    /// <param name="retentionDays">How many days values are kept; null for ever.</param>
    public HistoryBatch Batch(Guid runId, DateTimeOffset createdAt, int? retentionDays) => new(
        runId,
        createdAt,
        [
            .. plan.Symbols
                .Where(symbol => symbol.Source is ValueSource.Scan)
                .Select(symbol => Entry(symbol, plan.Context.Dataset(symbol.Metric.Dataset ?? ""))),
            .. plan.Merges.SelectMany(merge => new PartitionKeeping(plan.Context, keys, merge, _partitions).Entries(retentionDays, checkpoints is null ? null : checkpoints.HasStored)),
        ]);

    private HistoryEntry Entry(PlannedSymbol symbol, IDataset dataset)
    {
        var value = _values[symbol.Metric];
        return new HistoryEntry(
            keys.Of(dataset, symbol.Measured, symbol.Date), dataset.Location, (value as MetricValue.Number)?.Value, (value as MetricValue.Failure)?.Message)
        {
            State = _states.GetValueOrDefault(symbol.Metric)?.ToString(),
        };
    }

    private async Task ReadHistoryAsync(CancellationToken cancellationToken)
    {
        var wanted = plan.Symbols
            .Where(symbol => symbol.Source is ValueSource.History)
            .ToDictionary(symbol => symbol, symbol => keys.Of(plan.Context.Dataset(symbol.Metric.Dataset ?? ""), symbol.Measured, symbol.Date));
        var (stored, refusal) = await FindAsync([.. wanted.Values.Distinct()], cancellationToken);
        foreach (var symbol in wanted.Keys)
        {
            _values[symbol.Metric] = refusal ?? (stored.TryGetValue(wanted[symbol], out var value)
                ? value.Value is { } number ? MetricValue.From(number) : new MetricValue.Failure(ErrorKind.Data, FormattableString.Invariant($"{value.Error} (stored for {symbol.Date:yyyy-MM-dd})"))
                : new MetricValue.Missing(SkipReason.NoHistory, Absence(symbol)));
        }

        foreach (var symbol in plan.Symbols.Where(symbol => symbol.Source is ValueSource.Nowhere))
        {
            _values[symbol.Metric] = new MetricValue.Missing(SkipReason.Unavailable, FormattableString.Invariant($"{symbol.Date:yyyy-MM-dd} is one of the dataset's skip dates"));
        }

        foreach (var symbol in plan.Symbols.Where(symbol => symbol.Source is ValueSource.Unmergeable))
        {
            _values[symbol.Metric] = new MetricValue.Failure(ErrorKind.Schema, Unmergeable.Text(symbol.Metric, symbol.Metric.Dataset, symbol.Metric.WhyNotMergeable ?? ""));
        }
    }

    private static string Absence(PlannedSymbol symbol) => symbol.Metric.Lag == 0
        ? FormattableString.Invariant($"{symbol.Metric.Dataset} {(symbol.Metric.AllDates ? "with dates=all is read for today only" : "is a snapshot of today")}, and no value of {symbol.Date:yyyy-MM-dd} is stored")
        : FormattableString.Invariant($"no stored value yet for {symbol.Date:yyyy-MM-dd}");

    /// <summary>What is stored; or, where the history cannot be read, the value of everything that needs it.</summary>
    private async Task<Found> FindAsync(IReadOnlyCollection<HistoryKey> keys, CancellationToken cancellationToken)
    {
        var none = new Dictionary<HistoryKey, StoredValue>();
        try
        {
            return new Found(history is null || keys.Count == 0 ? none : await history.FindAsync(keys, cancellationToken), null);
        }
        catch (Exception refused) when (HistoryKeeping.IsRefusal(refused))
        {
            return new Found(none, new MetricValue.Failure(ErrorKind.Engine, refused.Message));
        }
    }

    /// <param name="outcomes">What the scans gave, in the order of the plan.</param>
    private void Take(IReadOnlyList<ScanOutcome> outcomes)
    {
        for (var i = 0; i < outcomes.Count; i++)
        {
            var (scan, outcome) = (plan.Scans[i], outcomes[i]);
            if (scan.Partition is { } partition)
            {
                _partitions.Add(partition, outcome);
                continue;
            }

            Take(scan, outcome.For);
            _diagnostics.AddRange(outcome.Diagnostics);
        }

        foreach (var merge in plan.Merges)
        {
            var scanned = merge.Partitions.Where(_partitions.ContainsKey).ToDictionary(partition => partition, partition => _partitions[partition]);
            var merging = new PartitionMerge(merge, plan.Context.Dataset(merge.Whole.Dataset), scanned);
            Take(merge.Whole, merging.Of);
            _diagnostics.AddRange(merging.Diagnostics(plan.Context.Key.Date));
        }
    }

    private void Take(PlannedScan scan, Func<PlannedSymbol, Measured> measured)
    {
        foreach (var symbol in scan.Symbols)
        {
            (_values[symbol.Metric], var state) = measured(symbol);
            if (state is not null)
            {
                _states[symbol.Metric] = state;
            }
        }
    }

    private MetricValue Calculate(Metric metric)
    {
        if (_values.TryGetValue(metric, out var known))
        {
            return known;
        }

        var derived = (DerivedMetric)metric;
        var parts = derived.Parts.ToList();
        var values = parts.Select(Calculate).ToArray();
        var dates = parts.Select(part => plan.Context.Key.Date.AddDays(-part.Lag)).ToArray();
        var combined = derived.Combine(values, dates);
        // Whoever reads that something is not stored wants to know what: a part of it.
        var missing = combined is MetricValue.Missing ? Array.IndexOf(values, combined) : -1;
        return _values[metric] = missing >= 0 && combined is MetricValue.Missing lack && parts[missing] is not DerivedMetric
            ? lack with { Message = $"{Written(parts[missing])}: {lack.Message}" }
            : combined;
    }

    private Metric Written(Metric part) => plan.Symbols.FirstOrDefault(symbol => symbol.Metric == part)?.Written ?? part;

    private sealed record Found(IReadOnlyDictionary<HistoryKey, StoredValue> Stored, MetricValue.Failure? Refusal);
}
