using System.Collections.Immutable;

namespace Dqx;

/// <summary>The outcome of one assertion.</summary>
public sealed record AssertionResult
{
    /// <summary>The name of the check that holds the assertion.</summary>
    public required string Check { get; init; }

    /// <summary>The assertion's name, unique in its check.</summary>
    public required string Assertion { get; init; }

    /// <summary>The stable id that the suite gives the check; null when it gives none.</summary>
    public string? CheckId { get; init; }

    /// <summary>The stable id that the suite gives it; null when it gives none.</summary>
    public string? Id { get; init; }

    /// <summary>The part of the data that the result is about; null for all of it.</summary>
    public string? Segment { get; init; }

    /// <summary>The severity that counts, after profiles.</summary>
    public Severity Severity { get; init; } = Severity.P1;

    /// <summary>The severity that the suite declares.</summary>
    public Severity SeverityDeclared { get; init; } = Severity.P1;

    /// <summary>What became of it.</summary>
    public required AssertionStatus Status { get; init; }

    /// <summary>The value of the expression, finite; null when there is none.</summary>
    public double? Value { get; init; }

    /// <summary>The whole expectation as its author wrote it.</summary>
    public required string Expression { get; init; }

    /// <summary>The comparison, such as <c>&gt;</c> or <c>between</c>; null when a value is only collected.</summary>
    public string? Operator { get; init; }

    /// <summary>The lower bound; null when there is none, or when it could not be computed.</summary>
    public double? Lower { get; init; }

    /// <summary>The upper bound; null when there is none, or when it could not be computed.</summary>
    public double? Upper { get; init; }

    /// <summary>The absolute tolerance of the comparison, not negative; null when a value is only collected.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Why the value could not be computed; null unless <see cref="Status"/> is <see cref="AssertionStatus.Error"/>.</summary>
    public string? Error { get; init; }

    /// <summary>Where the cause of the error lies; null unless there is one.</summary>
    public ErrorKind? ErrorKind { get; init; }

    /// <summary>Why it was skipped; null unless <see cref="Status"/> is <see cref="AssertionStatus.Skipped"/>.</summary>
    public SkipReason? Reason { get; init; }

    /// <summary>Whether it is muted: evaluated and shown, but outside the exit code and the counts of failures.</summary>
    public bool Muted { get; init; }

    /// <summary>The names of the profiles that touched it, in the order in which they were applied.</summary>
    public ImmutableArray<string> Profiles { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The names of the symbols in its expression, in the order of first use.</summary>
    public ImmutableArray<string> Symbols { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The tags of its check and its own, without repetitions.</summary>
    public ImmutableArray<string> Tags { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The metadata of its check and its own; its own wins.</summary>
    public Metadata Meta { get; init; } = Metadata.Empty;

    /// <summary>Whether it counts as a failure: failed, and not muted.</summary>
    public bool IsFailure => Status == AssertionStatus.Failed && !Muted;

    /// <summary>Whether it counts as an error: could not be computed, and not muted.</summary>
    public bool IsError => Status == AssertionStatus.Error && !Muted;
}
