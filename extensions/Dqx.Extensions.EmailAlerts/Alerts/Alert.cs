using System.Collections.Immutable;

namespace Dqx.Extensions.EmailAlerts.Alerts;

/// <summary>What is to be told about a run.</summary>
/// <param name="Subject">The first line.</param>
/// <param name="Run">The run.</param>
/// <param name="Problems">The failures and errors that are shown, the gravest first, then in the suite's order.</param>
/// <param name="More">How many more there are of the severities that are mailed.</param>
/// <param name="Recovered">What works again; empty unless it is a recovery.</param>
internal sealed record Alert(string Subject, SuiteRun Run, ImmutableArray<AssertionResult> Problems, int More, ImmutableArray<ProblemKey> Recovered)
{
    /// <summary>The alert of a run; null when there is nothing to tell.</summary>
    public static Alert? Of(SuiteRun run, Notification notification, IReadOnlyList<Severity> severities, int maxRows)
    {
        var problems = run.Results
            .Where(result => (result.IsFailure || result.IsError) && severities.Contains(result.Severity))
            .OrderBy(result => result.Severity)
            .ToList();
        // Whatever goes on that is not mailed: of what is, nothing is left.
        var recovered = problems.Count == 0 ? Recoveries(run, notification, severities) : [];
        if (problems.Count == 0 && recovered.IsEmpty)
        {
            return null;
        }

        return new Alert(
            recovered.IsEmpty ? Title(run, notification.Kind, problems) : $"DQX Recovered: {Text.Line(run.Suite, 150)}",
            run,
            [.. problems.Take(maxRows)],
            Math.Max(0, problems.Count - maxRows),
            recovered);
    }

    /// <summary>Nobody was mailed about what is of other severities, so that its end is no news either. One of which the run knows nothing is told.</summary>
    private static ImmutableArray<ProblemKey> Recoveries(SuiteRun run, Notification notification, IReadOnlyList<Severity> severities) =>
    [
        .. from problem in notification.Recovered.IsDefault ? [] : notification.Recovered
           let result = run.Results.FirstOrDefault(result => result.Check == problem.Check && result.Assertion == problem.Assertion)
           where result is null || severities.Contains(result.Severity)
           select problem,
    ];

    private static string Title(SuiteRun run, NotificationKind kind, List<AssertionResult> problems)
    {
        var failures = problems.Count(problem => problem.IsFailure);
        var errors = problems.Count - failures;
        string[] counts = [.. failures > 0 ? [Text.Count(failures, "failure")] : Array.Empty<string>(), .. errors > 0 ? [Text.Count(errors, "error")] : Array.Empty<string>()];
        return $"DQX {(kind == NotificationKind.Reminder ? "Reminder" : "Alert")}: {string.Join(", ", counts)} in {Text.Line(run.Suite, 150)}";
    }
}
