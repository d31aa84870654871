using System.Collections.Immutable;
using System.Data.Common;
using Dqx.Checks;
using Dqx.Datasets;
using Dqx.Planning;
using Dqx.Scanning;

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
        var plan = Planner.Plan(suite, [.. datasets.Select(dataset => dataset.Name)], key);
        var misfits = new Dictionary<PlannedSymbol, Misfit>();
        var problems = ImmutableArray.CreateBuilder<DatasetProblem>();
        foreach (var dataset in datasets)
        {
            var symbols = plan.Symbols.Where(symbol => symbol.Resolved.Dataset == dataset.Name);
            if (await InspectAsync(dataset, symbols, misfits, cancellationToken) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return new SuiteInspection(problems.DrainToImmutable(), [.. Findings(suite, plan, misfits)]);
    }

    private static async Task<DatasetProblem?> InspectAsync(
        IDataset dataset, IEnumerable<PlannedSymbol> symbols, Dictionary<PlannedSymbol, Misfit> misfits, CancellationToken cancellationToken)
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
            foreach (var symbol in symbols)
            {
                if (await preparation.FindMisfitAsync(schema, symbol.Resolved, cancellationToken) is { } misfit)
                {
                    misfits[symbol] = misfit;
                }
            }

            return null;
        }
        catch (Exception refused) when (refused is DqxException or DbException or IOException or UnauthorizedAccessException)
        {
            return new DatasetProblem(dataset.Name, stage, EngineMessage.FirstParagraph(refused.Message));
        }
    }

    /// <summary>One for every assertion and every metric in it that does not fit.</summary>
    private static IEnumerable<SuiteFinding> Findings(VerificationSuite suite, Plan plan, Dictionary<PlannedSymbol, Misfit> misfits)
    {
        var position = 0;
        foreach (var (checkIndex, check) in suite.Checks.Index())
        {
            foreach (var (assertionIndex, assertion) in check.Assertions.Index())
            {
                foreach (var symbol in plan.Assertions[position++].Symbols.Where(misfits.ContainsKey))
                {
                    yield return new SuiteFinding(
                        "DQX1215",
                        DiagnosticSeverity.Error,
                        $"Check '{check.Name}', assertion '{assertion.Name}': {EngineMessage.FirstParagraph(misfits[symbol].Failure.Message)}.",
                        checkIndex,
                        assertionIndex,
                        "expect",
                        Metric: symbol.Metric);
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
