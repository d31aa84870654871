using System.Collections.Immutable;

namespace Dqx.Delivery;

/// <summary>The failures and errors of a run, recognisable from run to run.</summary>
internal static class Problems
{
    /// <summary>Null when the result is neither a failure nor an error, or is muted.</summary>
    public static ProblemKey? KeyOf(AssertionResult result) => result.IsFailure || result.IsError ? Key(result, result.Status) : null;

    public static ImmutableArray<ProblemKey> Of(SuiteRun run) => [.. run.Results.Select(KeyOf).OfType<ProblemKey>().Distinct()];

    public static bool IsAbout(ProblemKey problem, AssertionResult result) => problem.Assertion == result.Assertion && problem.Check == result.Check;

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
            foreach (var place in Places(Key(result, result.Status)))
            {
                results.TryAdd(place, result);
            }
        }

        return [.. known.Select(problem => Find(problem, results) is { } result ? Key(result, problem.Status) : problem).Distinct()];
    }

    private static ProblemKey Key(AssertionResult result, AssertionStatus status) => new(result.Check, result.Assertion, status) { CheckId = result.CheckId, AssertionId = result.Id };

    private static AssertionResult? Find(ProblemKey problem, Dictionary<string, AssertionResult> results)
    {
        foreach (var place in Places(problem))
        {
            if (results.TryGetValue(place, out var result))
            {
                return result;
            }
        }

        return null;
    }

    /// <summary>What it may be found by, the surest first: an id may have been given, or taken away, since.</summary>
    private static IEnumerable<string> Places(ProblemKey problem)
        => from check in Names(problem.CheckId, problem.Check)
           from assertion in Names(problem.AssertionId, problem.Assertion)
           select $"{check}\0{assertion}";

    private static string[] Names(string? id, string name) => id is null ? [$"name {name}"] : [$"id {id}", $"name {name}"];
}
