namespace Dqx;

/// <summary>Counts of a run's assertions. A muted failure or error counts as muted only.</summary>
/// <param name="Assertions">All assertions.</param>
/// <param name="Passed">Those that passed.</param>
/// <param name="Failed">Those that failed and are not muted.</param>
/// <param name="Errors">Those that could not be evaluated and are not muted.</param>
/// <param name="Skipped">Those that were skipped.</param>
/// <param name="Muted">Those that failed or erred and are muted.</param>
public sealed record RunSummary(int Assertions, int Passed, int Failed, int Errors, int Skipped, int Muted)
{
    /// <summary>The percentage of assertions that passed, 0 to 100; 100 when there are none.</summary>
    public double PassRate => Assertions == 0 ? 100 : 100.0 * Passed / Assertions;

    /// <summary>Counts results.</summary>
    public static RunSummary Of(IEnumerable<AssertionResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var (all, passed, failed, errors, skipped, muted) = (0, 0, 0, 0, 0, 0);
        foreach (var result in results)
        {
            all++;
            switch (result.Status)
            {
                case AssertionStatus.Passed: passed++; break;
                case AssertionStatus.Skipped: skipped++; break;
                case var _ when result.Muted: muted++; break;
                case AssertionStatus.Failed: failed++; break;
                default: errors++; break;
            }
        }

        return new RunSummary(all, passed, failed, errors, skipped, muted);
    }
}
