namespace Dqx.Delivery;

/// <summary>Counts the assertions of a run for a condition.</summary>
internal sealed class RunCounts(SuiteRun run, Notification notification)
{
    public int Of(Quantity.Count wanted)
    {
        var count = 0;
        foreach (var result in run.Results)
        {
            if (Counts(result, wanted.Counter) && Selects(result, wanted))
            {
                count++;
            }
        }

        return count;
    }

    private static bool Selects(AssertionResult result, Quantity.Count wanted)
        => (wanted.Severity is null || result.Severity == wanted.Severity) && (wanted.Tag is null || result.Tags.Contains(wanted.Tag));

    private bool Counts(AssertionResult result, RunCounter counter) => counter switch
    {
        RunCounter.Passed => result is { Status: AssertionStatus.Passed, Muted: false },
        RunCounter.Failed => result.IsFailure,
        RunCounter.Errors => result.IsError,
        RunCounter.Skipped => result is { Status: AssertionStatus.Skipped, Muted: false },
        RunCounter.Total => true,
        RunCounter.New => Problems.KeyOf(result) is { } problem && notification.New.Contains(problem),
        RunCounter.Recovered => notification.Recovered.Any(problem => Problems.IsAbout(problem, result)),
        _ => throw new InvalidOperationException($"{counter} cannot be counted."),
    };
}
