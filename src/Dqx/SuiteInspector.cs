using System.Collections.Immutable;
using System.Data.Common;
using Dqx.Checks;
using Dqx.Datasets;
using Dqx.Expressions;
using Dqx.Metrics;
using Dqx.Planning;
using Dqx.Scanning;
using Dqx.Sql;

namespace Dqx;

/// <summary>Finds what of a suite does not fit its data, without reading a row: statements are prepared and never executed.</summary>
internal static class SuiteInspector
{
    /// <param name="suite">A valid suite.</param>
    /// <param name="datasets">Its datasets.</param>
    /// <param name="key">The date for which the data is looked at.</param>
    /// <param name="cancellationToken">Reaches the engines.</param>
    public static async Task<SuiteInspection> InspectAsync(VerificationSuite suite, IReadOnlyList<IDataset> datasets, ResultKey key, CancellationToken cancellationToken)
    {
        // What a profile disables on this day, or expects on another, is looked at all the same.
        var expectations = ProfileExpectations.Of(suite);
        var whole = suite with { Profiles = [], Checks = [.. suite.Checks, .. expectations.Select(expectation => expectation.Check)] };
        var plan = Planner.Plan(whole, new PlanningContext { Key = key, Today = key.Date, Datasets = [.. datasets] });
        var fit = new MetricFit();
        var problems = ImmutableArray.CreateBuilder<DatasetProblem>();
        foreach (var dataset in datasets.Where(dataset => dataset is not UnknownDataset))
        {
            var measured = plan.Symbols
                .Where(symbol => symbol.Metric is not DerivedMetric && symbol.Metric.Dataset == dataset.Name)
                .Select(symbol => symbol.Measured)
                .Distinct();
            foreach (var (partition, data) in await PartsAsync(dataset.On(key.Date), cancellationToken))
            {
                if (await InspectAsync(data, partition, measured, fit, cancellationToken) is { } problem)
                {
                    problems.Add(problem);
                }
            }
        }

        return new SuiteInspection(problems.DrainToImmutable(), [.. Findings(suite, plan, fit), .. Findings(expectations, plan, fit).Distinct()]);
    }

    /// <summary>What is looked at of a dataset: all of it, each of the partitions that are listed, or of files the first and the last.</summary>
    private static async Task<IReadOnlyList<(string? Partition, IDataset Data)>> PartsAsync(IDataset dataset, CancellationToken cancellationToken)
    {
        try
        {
            var found = dataset is PartitionedDataset partitioned ? await partitioned.FindAsync(cancellationToken) : [];
            var parts = dataset is PartitionedDataset { IsByFile: true } && found.Length > 2 ? [found[0], found[^1]] : found;
            return parts.IsEmpty ? [(null, dataset)] : [.. parts.Select(part => ((string?)part.Name, part.Data))];
        }
        catch (Exception refused) when (refused is DqxException or DbException or IOException or UnauthorizedAccessException)
        {
            // Opening it says why.
            return [(null, dataset)];
        }
    }

    private static async Task<DatasetProblem?> InspectAsync(
        IDataset dataset, string? partition, IEnumerable<Metric> metrics, MetricFit fit, CancellationToken cancellationToken)
    {
        var prefix = partition is null ? "" : $"partition '{partition}': ";
        var stage = InspectionStage.Open;
        try
        {
            await using var connection = await dataset.OpenAsync(cancellationToken);
            var preparation = new ScanPreparation(connection, dataset, isPartition: partition is not null);
            stage = InspectionStage.Relation;
            var schema = await preparation.ReadSchemaAsync(cancellationToken);
            stage = InspectionStage.Where;
            await UserSqlCheck.PrepareWhereAsync(connection, dataset, cancellationToken);
            DayColumn.Of(dataset, schema);
            foreach (var metric in metrics)
            {
                if (await preparation.FindMisfitAsync(schema, metric, cancellationToken) is { } misfit)
                {
                    fit.Misfits.TryAdd(metric, misfit with { Failure = misfit.Failure with { Message = prefix + misfit.Failure.Message } });
                }
                else if (metric is Sum sum && schema.Find(sum.Column).Kind is ColumnKind.Floating)
                {
                    fit.FloatingSums.Add(metric);
                }
            }

            return null;
        }
        catch (Exception refused) when (refused is SchemaException or DqxException or DbException or IOException or UnauthorizedAccessException)
        {
            return new DatasetProblem(dataset.Name, stage, prefix + EngineMessage.FirstParagraph(EngineMessage.Of(refused)));
        }
        catch (Exception failed) when (dataset is IForeignDataset && !cancellationToken.IsCancellationRequested)
        {
            return new DatasetProblem(dataset.Name, stage, prefix + EngineMessage.FirstParagraph(((IForeignDataset)dataset).Describe(failed)));
        }
    }

    /// <summary>One for every assertion or condition and every metric in it that does not fit.</summary>
    private static IEnumerable<SuiteFinding> Findings(VerificationSuite suite, Plan plan, MetricFit fit)
    {
        var indices = suite.Checks.Index().ToDictionary(check => check.Item.Name, check => check.Index, StringComparer.Ordinal);
        foreach (var condition in plan.Conditions)
        {
            var at = new SuiteFinding("DQX1215", DiagnosticSeverity.Error, $"Check '{condition.Check.Name}', only_if", indices[condition.Check.Name], null, "only_if");
            foreach (var finding in Findings(condition, at, fit))
            {
                yield return finding;
            }
        }

        foreach (var assertion in plan.Assertions.Where(assertion => indices.ContainsKey(assertion.Check.Name)))
        {
            var (check, name) = (assertion.Check, assertion.Assertion.Name);
            var at = new SuiteFinding("DQX1215", DiagnosticSeverity.Error, $"Check '{check.Name}', assertion '{name}'", indices[check.Name], check.Assertions.IndexOf(assertion.Assertion), "expect");
            foreach (var finding in Findings(assertion, at, fit))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<SuiteFinding> Findings(ImmutableArray<ProfileExpectation> expectations, Plan plan, MetricFit fit)
        => expectations.Zip(plan.Assertions.TakeLast(expectations.Length)).SelectMany(pair => Findings(pair.Second, pair.First.At, fit));

    private static IEnumerable<SuiteFinding> Findings(PlannedAssertion assertion, SuiteFinding at, MetricFit fit)
    {
        // A metric on several days is one thing to mend.
        foreach (var need in assertion.Needs.DistinctBy(need => need.Resolved with { Lag = 0 }))
        {
            var measured = need.Resolved with { Lag = 0 };
            if (fit.Misfits.GetValueOrDefault(measured) is { } misfit)
            {
                yield return at with { Message = $"{at.Message}: {EngineMessage.FirstParagraph(misfit.Failure.Message)}.", Metric = need.Written };
            }
            else if (fit.FloatingSums.Contains(measured) && assertion.Written.IsExact())
            {
                yield return at with
                {
                    Id = "DQX1240",
                    Severity = DiagnosticSeverity.Warning,
                    Message = $"{at.Message}: the sum of floating-point numbers differs in its last digits from run to run; add a tolerance, such as 'tol 1e-6%'.",
                    Metric = need.Written,
                };
            }
        }
    }
}

/// <summary>What the columns say about metrics.</summary>
internal sealed class MetricFit
{
    /// <summary>Metrics that do not fit.</summary>
    public Dictionary<Metric, Misfit> Misfits { get; } = [];

    /// <summary>Sums whose last digits depend on the order in which the engine adds.</summary>
    public HashSet<Metric> FloatingSums { get; } = [];
}

/// <summary>What of a suite does not fit its data.</summary>
/// <param name="Datasets">Datasets that could not be looked at.</param>
/// <param name="Findings">Assertions that do not fit the others.</param>
internal sealed record SuiteInspection(ImmutableArray<DatasetProblem> Datasets, ImmutableArray<SuiteFinding> Findings);

/// <summary>A dataset that could not be looked at.</summary>
/// <param name="Dataset">Its name.</param>
/// <param name="Stage">How far it went.</param>
/// <param name="Message">Why.</param>
internal sealed record DatasetProblem(string Dataset, InspectionStage Stage, string Message);

/// <summary>How far the inspection of a dataset went.</summary>
internal enum InspectionStage
{
    /// <summary>It could not be reached: that says nothing about the suite.</summary>
    Open,

    /// <summary>Its path, table or query is not found or not understood.</summary>
    Relation,

    /// <summary>Its own predicate is not understood.</summary>
    Where,
}
