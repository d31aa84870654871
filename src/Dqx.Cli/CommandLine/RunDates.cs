using System.Collections.Immutable;

namespace Dqx.Cli.CommandLine;

/// <summary>The dates that a command line asks for; which day today is, each suite says.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last; null for one date.</param>
internal sealed record RunDates(DayChoice From, DayChoice? To = null)
{
    /// <summary>Ten years: more is a mistyped year.</summary>
    private const int MostDays = 3_660;

    /// <summary>The dates of a suite's runs, oldest first.</summary>
    /// <exception cref="UsageException">The first is after the last, they are too many, or the last is still to come.</exception>
    public ImmutableArray<RunDate> Of(VerificationSuite suite, DateTimeOffset now)
    {
        var today = suite.DateOf(now);
        var first = From.On(today, suite.TimeZone);
        if (To is null)
        {
            return [first];
        }

        var last = To.On(today, suite.TimeZone);
        var days = last.Date.DayNumber - first.Date.DayNumber + 1;
        var wrong = days switch
        {
            <= 0 => FormattableString.Invariant($"--from {first.Date:yyyy-MM-dd} is after --to {last.Date:yyyy-MM-dd}; exchange them."),
            > MostDays => FormattableString.Invariant($"--from {first.Date:yyyy-MM-dd} --to {last.Date:yyyy-MM-dd} are {days} runs; {MostDays} are allowed at once. Is a year mistyped?"),
            _ when last.Date > today => FormattableString.Invariant($"--to {last.Date:yyyy-MM-dd} is still to come: today is {today:yyyy-MM-dd} in {suite.TimeZone}."),
            _ => null,
        };
        return wrong is null
            ? [.. Enumerable.Range(0, days).Select(day => new RunDate(first.Date.AddDays(day), null))]
            : throw new UsageException("DQX1014", wrong);
    }
}

/// <summary>A date as it is written on a command line.</summary>
/// <param name="Date">The date; null for one that is relative to today.</param>
/// <param name="DaysBack">How many days before today.</param>
internal sealed record DayChoice(DateOnly? Date, int DaysBack = 0)
{
    public static DayChoice Today { get; } = new(Date: null);

    public RunDate On(DateOnly today, string zone)
        => Date is { } date ? new RunDate(date, null) : new RunDate(today.AddDays(-DaysBack), $"{(DaysBack == 0 ? "today" : "yesterday")}, {zone}");
}

/// <summary>The date of a run.</summary>
/// <param name="Date">The date.</param>
/// <param name="Word">How it was chosen, for the header: <c>today, Europe/Amsterdam</c>; null when it was written out.</param>
internal sealed record RunDate(DateOnly Date, string? Word);
