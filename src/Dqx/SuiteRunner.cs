using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Datasets;
using Dqx.Evaluation;
using Dqx.Metrics;
using Dqx.Planning;
using Dqx.Scanning;

namespace Dqx;

/// <summary>Runs suites: plans, scans, evaluates. Safe for concurrent use; it keeps nothing between runs.</summary>
/// <param name="timeProvider">The clock; null for the system's.</param>
public sealed class SuiteRunner(TimeProvider? timeProvider = null)
{
    private readonly TimeProvider _clock = timeProvider ?? TimeProvider.System;

    /// <summary>How many datasets are read at once.</summary>
    public int MaximumConcurrency { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Runs a suite. Whatever is wrong with the data is a result, not an exception.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="datasets">The datasets, each with a name of its own.</param>
    /// <param name="key">The date and identity tags.</param>
    /// <param name="options">Labels, findings to add and progress; null for none.</param>
    /// <param name="cancellationToken">Reaches the engines.</param>
    /// <returns>The outcome, with neither processors nor an exit.</returns>
    /// <exception cref="DqxException">The suite does not fit the datasets; the message lists every error.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<SuiteRun> RunAsync(
        VerificationSuite suite,
        IReadOnlyList<IDataset> datasets,
        ResultKey key,
        SuiteRunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(datasets);
        ArgumentNullException.ThrowIfNull(key);
        options ??= new SuiteRunOptions();
        var started = _clock.GetUtcNow();
        var timestamp = _clock.GetTimestamp();
        var byName = ByName(datasets);
        SuiteValidator.ThrowOnErrors(SuiteValidator.Validate(suite, [.. datasets.Select(dataset => dataset.Name)]));

        var plan = Planner.Plan(suite, [.. datasets.Select(dataset => dataset.Name)], key);
        var values = await ScanAsync(plan, byName, options.Progress, cancellationToken);
        var results = plan.Assertions.Select(assertion => ResultWriter.Result(assertion, metric => values[metric])).ToImmutableArray();
        return new SuiteRun
        {
            RunId = Guid.CreateVersion7(started),
            Suite = suite.Name,
            Meta = suite.Meta,
            Key = key,
            Labels = options.Labels,
            // The document has milliseconds; what it says and what a processor sees in memory are one.
            StartedAt = started.AddTicks(-(started.Ticks % TimeSpan.TicksPerMillisecond)),
            Duration = _clock.GetElapsedTime(timestamp),
            Datasets = plan.Datasets,
            Results = results,
            Symbols = [.. plan.Symbols.Select(symbol => ResultWriter.Symbol(symbol, values[symbol.Resolved]))],
            Diagnostics = options.Diagnostics,
        };
    }

    private static Dictionary<string, IDataset> ByName(IReadOnlyList<IDataset> datasets)
    {
        var byName = new Dictionary<string, IDataset>(StringComparer.Ordinal);
        foreach (var dataset in datasets)
        {
            if (!byName.TryAdd(dataset.Name, dataset))
            {
                throw new DqxException("DQX1213", $"Two datasets are named '{dataset.Name}'; give each a name of its own.");
            }
        }

        return byName.Count > 0 ? byName : throw new DqxException("DQX1214", "The run has no datasets; pass at least one.");
    }

    private async Task<Dictionary<Metric, MetricValue>> ScanAsync(
        Plan plan, Dictionary<string, IDataset> datasets, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        var values = new Dictionary<Metric, MetricValue>();
        foreach (var past in plan.Symbols.Where(symbol => symbol.Resolved.Lag != 0))
        {
            values[past.Resolved] = new MetricValue.NoHistory("no stored value yet");
        }

        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaximumConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(plan.Scans, options, async (scan, token) =>
        {
            progress?.Report(new ScanProgress(scan.Dataset, Volatile.Read(ref done), plan.Scans.Length, Finished: false));
            var measured = await new DatasetScan(datasets[scan.Dataset], scan).RunAsync(token);
            lock (values)
            {
                foreach (var (symbol, value) in measured)
                {
                    values[symbol.Resolved] = value;
                }
            }

            progress?.Report(new ScanProgress(scan.Dataset, Interlocked.Increment(ref done), plan.Scans.Length, Finished: true));
        });
        return values;
    }
}
