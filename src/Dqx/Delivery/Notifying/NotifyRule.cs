using System.Collections.Immutable;
using System.Globalization;

namespace Dqx.Delivery;

/// <summary>Decides whether a processor is told about a run: from what it was told last, and what it wants to be told.</summary>
/// <param name="Mode">When it wants to be told.</param>
/// <param name="When">What has to hold; null for nothing. It does not stop the notice that everything works again.</param>
/// <param name="Zone">The zone in which days begin.</param>
internal sealed record NotifyRule(NotifyMode Mode, RunCondition? When, TimeZoneInfo Zone)
{
    /// <summary>Whether no run is told for a date before the last one that was; what tells changes only never does.</summary>
    public bool NewestOnly { get; init; }

    /// <param name="run">The run.</param>
    /// <param name="told">What the processor was told last; null for nothing yet.</param>
    /// <param name="now">The time.</param>
    public NotifyDecision Decide(SuiteRun run, ToldState? told, DateTimeOffset now)
    {
        var known = Problems.Renamed(told?.Problems ?? [], run);
        var current = Standing(run, known);
        var change = new Notification(NotificationKind.Failure, [.. current.Except(known)], [.. known.Where(problem => HasPassed(problem, run))]);
        if (told is not null && run.Key.Date < told.Date && (NewestOnly || Mode is not NotifyMode.Every))
        {
            return NotifyDecision.Silent(string.Create(CultureInfo.InvariantCulture, $"the run is for {run.Key.Date:yyyy-MM-dd}, and {told.Date:yyyy-MM-dd} was told already"), change);
        }

        if (Mode is NotifyMode.Every)
        {
            // Conditions know what is new; a processor that gets every run compares for itself.
            var decision = Decide(run, change, current);
            return decision.IsTold ? decision with { Notification = Notification.Result } : decision;
        }

        if (!current.ToHashSet().SetEquals(known))
        {
            return current.IsEmpty ? NotifyDecision.Tell(change with { Kind = NotificationKind.Recovery }, current) : Decide(run, change, current);
        }

        if (current.IsEmpty)
        {
            return NotifyDecision.Silent("nothing is wrong, as before", change);
        }

        return Mode is NotifyMode.Daily && told is not null && Day(now) > Day(told.ToldAt)
            ? Decide(run, change with { Kind = NotificationKind.Reminder }, current)
            : NotifyDecision.Silent(string.Create(CultureInfo.InvariantCulture, $"nothing has changed since it was told for {told?.Date:yyyy-MM-dd}"), change);
    }

    private NotifyDecision Decide(SuiteRun run, Notification notification, ImmutableArray<ProblemKey> current)
        => When is null || When.Holds(run, notification) ? NotifyDecision.Tell(notification, current) : NotifyDecision.Silent($"'{When}' does not hold", notification);

    /// <summary>What is wrong now: in this run, and what was wrong before and was neither measured again nor is judged.</summary>
    private static ImmutableArray<ProblemKey> Standing(SuiteRun run, ImmutableArray<ProblemKey> known)
    {
        var found = Problems.Of(run);
        var judged = run.Results.Where(IsJudged).Select(result => Problems.Key(result, AssertionStatus.Failed)).ToHashSet();
        return [.. found, .. known.Where(problem => !judged.Contains(problem with { Status = AssertionStatus.Failed }))];
    }

    private static bool HasPassed(ProblemKey problem, SuiteRun run)
        => run.Results.Any(result => result is { Status: AssertionStatus.Passed, Muted: false } && Problems.IsAbout(problem, result));

    /// <summary>A missing, skipped or muted result says nothing about whether something works again.</summary>
    private static bool IsJudged(AssertionResult result) => !result.Muted && result.Status is not AssertionStatus.Skipped;

    private DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);
}

/// <summary>Whether a processor is told, and why not.</summary>
/// <param name="Notification">Why it is told, and what changed since it was told last.</param>
/// <param name="Problems">What it knows of when it has been told.</param>
/// <param name="Reason">Why it is not told; null when it is.</param>
internal sealed record NotifyDecision(Notification Notification, ImmutableArray<ProblemKey> Problems, string? Reason)
{
    public bool IsTold => Reason is null;

    public static NotifyDecision Tell(Notification notification, ImmutableArray<ProblemKey> problems) => new(notification, problems, null);

    public static NotifyDecision Silent(string reason, Notification change) => new(change, [], reason);
}
