using System.Collections.Immutable;
using System.Data.Common;
using Dqx.Checks;
using Dqx.Datasets;
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
        var plan = Planner.Plan(suite, new PlanningContext { Key = key, Today = key.Date, Datasets = [.. datasets] });
        var misfits = new Dictionary<Metric, Misfit>();
        var problems = ImmutableArray.CreateBuilder<DatasetProblem>();
        foreach (var dataset in datasets)
        {
            var measured = plan.Symbols
                .Where(symbol => symbol.Metric is not DerivedMetric && symbol.Metric.Dataset == dataset.Name)
                .Select(symbol => symbol.Measured)
                .Distinct();
            if (await InspectAsync(dataset.On(key.Date), measured, misfits, cancellationToken) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return new SuiteInspection(problems.DrainToImmutable(), [.. Findings(suite, plan, misfits)]);
    }

    private static async Task<DatasetProblem?> InspectAsync(
        IDataset dataset, IEnumerable<Metric> metrics, Dictionary<Metric, Misfit> misfits, CancellationToken cancellationToken)
    {
        var stage = InspectionStage.Open;
        try
        {
            await using var connection = await dataset.OpenAsync(cancellationToken);
            var preparation = new ScanPreparation(connection, dataset);
            stage = InspectionStage.Relation;
            var schema = await preparation.ReadSchemaAsync(cancellationToken);
            stage = InspectionStage.Where;
            await UserSqlCheck.PrepareWhereAsync(connection, dataset, cancellationToken);
            DayColumn.Of(dataset, schema);
            foreach (var metric in metrics)
            {
                if (await preparation.FindMisfitAsync(schema, metric, cancellationToken) is { } misfit)
                {
                    misfits[metric] = misfit;
                }
            }

            return null;
        }
        catch (Exception refused) when (refused is SchemaException or DqxException or DbException or IOException or UnauthorizedAccessException)
        {
            return new DatasetProblem(dataset.Name, stage, EngineMessage.FirstParagraph(refused.Message));
        }
        catch (Exception failed) when (dataset is IForeignDataset && !cancellationToken.IsCancellationRequested)
        {
            return new DatasetProblem(dataset.Name, stage, EngineMessage.FirstParagraph(((IForeignDataset)dataset).Describe(failed)));
        }
    }

    /// <summary>One for every assertion and every metric in it that does not fit.</summary>
    private static IEnumerable<SuiteFinding> Findings(VerificationSuite suite, Plan plan, Dictionary<Metric, Misfit> misfits)
    {
        var position = 0;
        foreach (var (checkIndex, check) in suite.Checks.Index())
        {
            foreach (var (assertionIndex, assertion) in check.Assertions.Index())
            {
                // A metric on several days is one thing to mend.
                var needs = plan.Assertions[position++].Needs.DistinctBy(need => need.Resolved with { Lag = 0 });
                foreach (var (need, misfit) in needs.Select(need => (need, misfits.GetValueOrDefault(need.Resolved with { Lag = 0 }))))
                {
                    if (misfit is null)
                    {
                        continue;
                    }

                    yield return new SuiteFinding(
                        "DQX1215",
                        DiagnosticSeverity.Error,
                        $"Check '{check.Name}', assertion '{assertion.Name}': {EngineMessage.FirstParagraph(misfit.Failure.Message)}.",
                        checkIndex,
                        assertionIndex,
                        "expect",
                        Metric: need.Written);
                }
            }
        }
    }
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
