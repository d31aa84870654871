using Dqx.Datasets;
using Dqx.Suites.Yaml;

namespace Dqx.Suites;

/// <summary>Looks at the data of a suite file, and puts what does not fit to its place in the file.</summary>
internal static class SuiteFileInspection
{
    /// <param name="file">The suite file.</param>
    /// <param name="datasets">Its datasets.</param>
    /// <param name="key">The date for which the data is looked at.</param>
    /// <param name="findings">Takes what is found.</param>
    /// <param name="cancellationToken">Reaches the engines.</param>
    public static async Task InspectAsync(SuiteFile file, IReadOnlyList<IDataset> datasets, ResultKey key, Findings findings, CancellationToken cancellationToken)
    {
        var inspection = await SuiteInspector.InspectAsync(file.Suite, datasets, key, cancellationToken);
        foreach (var problem in inspection.Datasets)
        {
            var dataset = file.Datasets.First(dataset => dataset.Definition.Name == problem.Dataset);
            var (id, severity, message) = Judge(problem, dataset);
            findings.Add(id, severity, dataset.Place ?? file.Places.Start, file.Redact(message));
        }

        foreach (var finding in inspection.Findings)
        {
            findings.Add(finding.Id, finding.Severity, file.Places.Of(finding), file.Redact(finding.Message));
        }
    }

    /// <summary>Files that are not there yet, and servers that cannot be reached from here, are no mistake of the suite.</summary>
    private static (string Id, DiagnosticSeverity Severity, string Message) Judge(DatasetProblem problem, SuiteDataset dataset)
    {
        var unreachable = problem.Stage is InspectionStage.Open || (problem.Stage is InspectionStage.Relation && dataset.Definition.Path is not null);
        return unreachable
            ? ("DQX1216", DiagnosticSeverity.Warning, $"The dataset '{problem.Dataset}' could not be looked at, so its columns are not checked: {problem.Message}.")
            : ("DQX1217", DiagnosticSeverity.Error, $"The dataset '{problem.Dataset}' cannot be queried: {problem.Message}.");
    }
}
