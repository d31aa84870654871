using System.Collections.Immutable;

namespace Dqx.Datasets;

/// <summary>How the rows of a dataset belong to days, and where values of past days come from.</summary>
public sealed record DatasetCalendar
{
    /// <summary>A snapshot: rows belong to no day, so its values belong to the day of the run, today.</summary>
    public static DatasetCalendar Snapshot { get; } = new();

    // Null for none, as nearly always: a set of dates is a kind of its own, for which code is made when the first one is.
    private readonly ImmutableHashSet<DateOnly>? _skipDates;

    /// <summary>The column that says which day a row belongs to: a DATE, a TIMESTAMP (taken as written), a TIMESTAMP WITH TIME ZONE
    /// (its day in <see cref="TimeZone"/>) or a text that begins with <c>yyyy-MM-dd</c>; null when there is none.</summary>
    public string? DateColumn { get; init; }

    /// <summary>The IANA zone in which points in time have their day.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Days for which no data is to be expected.</summary>
    public ImmutableHashSet<DateOnly> SkipDates
    {
        get => _skipDates ?? ImmutableHashSet<DateOnly>.Empty;
        init => _skipDates = value;
    }

    /// <summary>Whether no data is to be expected for a day.</summary>
    public bool Skips(DateOnly day) => _skipDates?.Contains(day) == true;

    /// <summary>Whether the other one expects no data for the same days.</summary>
    internal bool SkipsLike(DatasetCalendar other) => _skipDates is null ? other._skipDates is null or { IsEmpty: true } : _skipDates.SetEquals(other.SkipDates);

    /// <summary>Where values of past days come from.</summary>
    public LagSource LagSource { get; init; } = LagSource.Automatic;

    /// <summary>Days older than this many are final: a stored value stands for a scan. Null: no day is ever final.</summary>
    public int? SettledAfterDays { get; init; }
}

/// <summary>Where values of past days come from.</summary>
public enum LagSource
{
    /// <summary>From the data when it has days, else from the history.</summary>
    Automatic,

    /// <summary>From the data.</summary>
    Data,

    /// <summary>From the history.</summary>
    History,
}
