using System.Collections.Immutable;

namespace Dqx.Delivery;

/// <summary>The failures and errors of a run, recognisable from run to run.</summary>
internal static class Problems
{
    /// <summary>Null when the result is neither a failure nor an error, or is muted.</summary>
    public static ProblemKey? KeyOf(AssertionResult result) => result.IsFailure || result.IsError ? new ProblemKey(result.Check, result.Assertion, result.Status) : null;

    public static ImmutableArray<ProblemKey> Of(SuiteRun run) => [.. run.Results.Select(KeyOf).OfType<ProblemKey>().Distinct()];

    public static bool IsAbout(ProblemKey problem, AssertionResult result) => problem.Assertion == result.Assertion && problem.Check == result.Check;

}
