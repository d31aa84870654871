using System.Collections.Immutable;

namespace Dqx.Delivery;

/// <summary>The failures and errors of a run, recognisable from run to run.</summary>
internal static class Problems
{
    /// <summary>Null when the result is neither a failure nor an error, or is muted.</summary>
    public static ProblemKey? KeyOf(AssertionResult result) => result.IsFailure || result.IsError ? Key(result, result.Status) : null;

    public static ImmutableArray<ProblemKey> Of(SuiteRun run) => [.. run.Results.Select(KeyOf).OfType<ProblemKey>().Distinct()];

    public static bool IsAbout(ProblemKey problem, AssertionResult result) => Key(result, problem.Status) == problem;

    /// <summary>Problems of earlier runs under the names that a run has for them: what was renamed is found by its ids.</summary>
    public static ImmutableArray<ProblemKey> Renamed(ImmutableArray<ProblemKey> known, SuiteRun run)
    {
        if (known.IsEmpty)
        {
            return known;
        }

        var results = new Dictionary<string, AssertionResult>(StringComparer.Ordinal);
        foreach (var result in run.Results)
        {
            foreach (var place in Places(Offered(result.CheckId, result.Check), Offered(result.Id, result.Assertion)))
            {
                results.TryAdd(place, result);
            }
        }

        return [.. known.Select(problem => Find(problem, results) is { } result ? Key(result, problem.Status) : problem).Distinct()];
    }

    /// <summary>The assertion as a problem of a status, whatever its own is.</summary>
    public static ProblemKey Key(AssertionResult result, AssertionStatus status) => new(result.Check, result.Assertion, status) { CheckId = result.CheckId, AssertionId = result.Id };

    private static AssertionResult? Find(ProblemKey problem, Dictionary<string, AssertionResult> results)
    {
        foreach (var place in Places(Sought(problem.CheckId, problem.Check), Sought(problem.AssertionId, problem.Assertion)))
        {
            if (results.TryGetValue(place, out var result))
            {
                return result;
            }
        }

        return null;
    }

    private static IEnumerable<string> Places(string[] checks, string[] assertions)
        => from check in checks
           from assertion in assertions
           select $"{check}\0{assertion}";

    /// <summary>What a result may be found by: its id, or its name by who knows of no id, or of one that was taken away.</summary>
    private static string[] Offered(string? id, string name) => id is null ? [$"name {name}", $"without id {name}"] : [$"id {id}", $"name {name}"];

    /// <summary>What a problem is looked for by, the surest first. Who has an id is never taken for one of the same name with another.</summary>
    private static string[] Sought(string? id, string name) => id is null ? [$"name {name}"] : [$"id {id}", $"without id {name}"];
}
