namespace Dqx.Checks;

/// <summary>Failures that are known and told to nobody until a day: they are evaluated, stored and shown, and count for nothing. Immutable.</summary>
public sealed record Mute
{
    /// <summary>The name of the check; of a check that is repeated for datasets, also the name before the repetition.</summary>
    public required string Check { get; init; }

    /// <summary>The name of an assertion of <see cref="Check"/>; null for all of them.</summary>
    public string? Assertion { get; init; }

    /// <summary>The last day by the clock, in the suite's zone.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Why, never blank.</summary>
    public required string Reason { get; init; }

    internal bool Selects(Check check, Assertion assertion) => check.IsNamed(Check) && (Assertion is null || assertion.Name == Assertion);
}
