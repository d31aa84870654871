using System.Globalization;

namespace Dqx.Extensions.Webhooks.Bodies;

/// <summary>What a message says first.</summary>
internal static class Headline
{
    /// <summary><c>DQX Alert: 2 failures, 40 errors in Orders quality</c>; reminders and recoveries have titles of their own.</summary>
    public static string Title(SuiteRun run, Notification notification)
    {
        var suite = Text.Line(run.Suite, 80);
        return notification.Kind switch
        {
            NotificationKind.Recovery => $"DQX Recovered: {suite}",
            NotificationKind.Reminder => $"DQX Reminder: {Problems(run.Summary)} in {suite}",
            _ when run.Summary is { Failed: > 0 } or { Errors: > 0 } => $"DQX Alert: {Problems(run.Summary)} in {suite}",
            _ when run.Status == RunStatus.Skipped => $"DQX Skipped: nothing was evaluated in {suite}",
            _ => $"DQX Passed: {suite}",
        };
    }

    /// <summary>The run's date and tags.</summary>
    public static string About(SuiteRun run)
        => Text.Line(run.Key.ToString(), 200);

    /// <summary>All the counts that are not zero.</summary>
    public static string Counts(RunSummary summary)
    {
        var parts = new (int Count, string Name)[]
        {
            (summary.Passed, "passed"), (summary.Failed, "failed"), (summary.Errors, summary.Errors == 1 ? "error" : "errors"), (summary.Skipped, "skipped"), (summary.Muted, "muted"),
        };
        var counts = parts.Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Name}"));
        return string.Join(", ", counts.Prepend(Text.Count(summary.Assertions, "assertion")));
    }

    /// <summary>What works again, for a recovery; null when there is nothing to tell.</summary>
    public static string? Recovered(Notification notification)
    {
        const int most = 10;
        if (notification.Recovered.IsDefaultOrEmpty)
        {
            return null;
        }

        var names = notification.Recovered.Take(most).Select(key => $"{Text.Line(key.Check, 80)} / {Text.Line(key.Assertion, 80)}");
        var more = notification.Recovered.Length - most;
        return "Works again: " + string.Join(", ", names) + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $", and {more} more") : "");
    }

    /// <summary>What is not shown; null when everything is.</summary>
    public static string? More(int count) => count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"… and {count} more, not shown here");

    private static string Problems(RunSummary summary) => (summary.Failed, summary.Errors) switch
    {
        ( > 0, 0) => Text.Count(summary.Failed, "failure"),
        (0, > 0) => Text.Count(summary.Errors, "error"),
        _ => $"{Text.Count(summary.Failed, "failure")}, {Text.Count(summary.Errors, "error")}",
    };
}
