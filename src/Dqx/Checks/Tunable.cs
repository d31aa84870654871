using System.Collections.Immutable;

namespace Dqx.Checks;

/// <summary>A number that expectations use by its name, so that it can be set without changing them. Immutable.</summary>
public sealed record Tunable
{
    /// <summary>The name: letters, digits and underscores, not beginning with a digit; not that of a metric or a function.</summary>
    public required string Name { get; init; }

    /// <summary>The value, finite.</summary>
    public required double Value { get; init; }

    /// <summary>The smallest value that it may be set to; null for no limit.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest value that it may be set to; null for no limit.</summary>
    public double? Maximum { get; init; }

    /// <summary>The only values that it may be set to; empty for any.</summary>
    public ImmutableArray<double> Choices { get; init => field = value.IsDefault ? [] : value; } = [];
}
