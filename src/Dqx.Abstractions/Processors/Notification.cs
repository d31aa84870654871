using System.Collections.Immutable;

namespace Dqx;

/// <summary>Why a processor is handed a run.</summary>
public enum NotificationKind
{
    /// <summary>The processor gets every run.</summary>
    Result,

    /// <summary>The set of failures and errors changed and is not empty.</summary>
    Failure,

    /// <summary>The same failures as before, told again.</summary>
    Reminder,

    /// <summary>What had failed works again.</summary>
    Recovery,
}

/// <summary>Why a processor is handed a run, and what changed since it was told last.</summary>
/// <param name="Kind">The occasion.</param>
/// <param name="New">Failures and errors that were not there when the processor was told last; empty for <see cref="NotificationKind.Result"/>.</param>
/// <param name="Recovered">Failures and errors that are gone since; empty for <see cref="NotificationKind.Result"/>.</param>
public sealed record Notification(
    NotificationKind Kind,
    ImmutableArray<ProblemKey> New,
    ImmutableArray<ProblemKey> Recovered)
{
    /// <summary>A processor that gets every run and keeps no state.</summary>
    public static Notification Result { get; } = new(NotificationKind.Result, [], []);
}

/// <summary>One failing or erring assertion, recognisable from run to run: by its ids where the suite gives any, so that it may be renamed.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="Assertion">The assertion's name.</param>
/// <param name="Status"><see cref="AssertionStatus.Failed"/> or <see cref="AssertionStatus.Error"/>.</param>
public sealed record ProblemKey(string Check, string Assertion, AssertionStatus Status)
{
    /// <summary>The check's stable id; null when it has none.</summary>
    public string? CheckId { get; init; }

    /// <summary>The assertion's stable id; null when it has none.</summary>
    public string? AssertionId { get; init; }
}
