using Dqx.Checks;
using Dqx.Datasets;
using Dqx.Evaluation;
using Dqx.History;
using Dqx.Planning;
using Dqx.Running;

namespace Dqx;

/// <summary>Runs suites: plans, scans, evaluates. Safe for concurrent use; it keeps nothing between runs.</summary>
/// <param name="timeProvider">The clock; null for the system's.</param>
public sealed class SuiteRunner(TimeProvider? timeProvider = null)
{
    private readonly TimeProvider _clock = timeProvider ?? TimeProvider.System;

    /// <summary>How many datasets, and partitions of datasets, are read at once; at least 1.</summary>
    public int MaximumConcurrency { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Where values are kept from run to run; null for nowhere.</summary>
    public IMetricHistory? History { get; init; }

    /// <summary>Runs a suite. Whatever is wrong with the data is a result, not an exception; a history that fails is a finding of the run.</summary>
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
        RequireNames(datasets);
        SuiteValidator.ThrowOnErrors(SuiteValidator.Validate(suite, [.. datasets.Select(dataset => dataset.Name)]));

        var today = suite.DateOf(started);
        var plan = Planner.Plan(suite, new PlanningContext { Key = key, Today = today, HasHistory = History is not null, Datasets = [.. datasets] });
        plan = History is null ? plan : await SettledDays.ReuseAsync(suite, plan, History, cancellationToken);
        plan = await PartitionSearch.DivideAsync(suite, plan, History, cancellationToken);
        var checkpoints = History is null || options.HistoryIsReadOnly || plan.Merges.IsEmpty ? null : new PartitionCheckpoints(plan, new HistoryKeys(suite.Name, key), History, _clock);
        var execution = new SuiteExecution(plan, new HistoryKeys(suite.Name, key), History, checkpoints, options.Progress);
        var values = await execution.RunAsync(MaximumConcurrency, cancellationToken);
        var obstacles = new Obstacles(plan, suite.DataAvailability, metric => values[metric]);
        var run = new SuiteRun
        {
            RunId = Guid.CreateVersion7(started),
            Suite = suite.Name,
            Meta = suite.Meta,
            Key = key,
            Labels = options.Labels,
            // The document has milliseconds; what it says and what a processor sees in memory are one.
            StartedAt = started.AddTicks(-(started.Ticks % TimeSpan.TicksPerMillisecond)),
            Datasets = [.. datasets.Select(dataset => dataset.Name)],
            Results = [.. plan.Assertions.Select(assertion => Muted(suite, today, assertion, ResultWriter.Result(assertion, metric => values[metric], obstacles.Of(assertion))))],
            Symbols = [.. plan.Symbols.Select(symbol => ResultWriter.Symbol(symbol, values[symbol.Metric]))],
            Diagnostics = [.. options.Diagnostics, .. execution.Diagnostics, .. obstacles.Explanations(), .. MuteRules.Expired(suite, today)],
        };
        if (History is not null && !options.HistoryIsReadOnly)
        {
            var batch = execution.Batch(run.RunId, started, options.HistoryRetentionDays);
            var outcome = await HistoryKeeping.SaveAsync(History, suite, batch, checkpoints?.Count ?? 0, key.Date, options.HistoryRetentionDays, cancellationToken);
            run = run with { Diagnostics = [.. run.Diagnostics, outcome] };
        }

        return run with { Duration = _clock.GetElapsedTime(timestamp) };
    }

    private static AssertionResult Muted(VerificationSuite suite, DateOnly today, PlannedAssertion planned, AssertionResult result)
        => result.Status is AssertionStatus.Failed or AssertionStatus.Error && suite.Mutes.Any(mute => mute.Until >= today && mute.Selects(planned.Check, planned.Assertion))
            ? result with { Muted = true }
            : result;

    private static void RequireNames(IReadOnlyList<IDataset> datasets)
    {
        if (datasets.Count == 0)
        {
            throw new DqxException("DQX1214", "The run has no datasets; pass at least one.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        if (datasets.FirstOrDefault(dataset => !names.Add(dataset.Name)) is { } second)
        {
            throw new DqxException("DQX1213", $"Two datasets are named '{second.Name}'; give each a name of its own.");
        }
    }
}
