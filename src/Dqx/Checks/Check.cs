using System.Collections.Immutable;
using Dqx.Expressions;

namespace Dqx.Checks;

/// <summary>A named group of assertions over one or more datasets.</summary>
public sealed record Check
{
    /// <summary>The name, trimmed, unique in its suite.</summary>
    public required string Name { get; init; }

    /// <summary>A stable id; null for none.</summary>
    public string? Id { get; init; }

    /// <summary>What it is for; null when nothing is said.</summary>
    public string? Description { get; init; }

    /// <summary>What its author attached; its assertions inherit it.</summary>
    public Metadata Meta { get; init; } = Metadata.Empty;

    /// <summary>Its tags, which its assertions inherit.</summary>
    public ImmutableArray<string> Tags { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The datasets that it may name; empty for all of the run's.</summary>
    public ImmutableArray<string> Uses { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The name that it had before it was repeated for several datasets; null for a check that stands for itself.</summary>
    public string? RepeatedFrom { get; init; }

    /// <summary>What has to hold for its assertions to be evaluated, else they are skipped; null for nothing.</summary>
    public Expectation? OnlyIf { get; init; }

    /// <summary>The assertions, in their order.</summary>
    public ImmutableArray<Assertion> Assertions { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The dataset that <c>$dataset</c> stands for in what is said about it elsewhere; null when nothing does.</summary>
    internal string? RepeatedFor { get; init; }

    /// <summary>Whether this is its name, or the one that it shares with its repetitions.</summary>
    internal bool IsNamed(string? name) => name is not null && (Name == name || RepeatedFrom == name);
}

/// <summary>A named expectation with its severity.</summary>
public sealed record Assertion
{
    /// <summary>The name, trimmed, unique in its check.</summary>
    public required string Name { get; init; }

    /// <summary>A stable id; null for none.</summary>
    public string? Id { get; init; }

    /// <summary>What is expected.</summary>
    public required Expectation Expectation { get; init; }

    /// <summary>How much a failure matters.</summary>
    public Severity Severity { get; init; } = Severity.P1;

    /// <summary>What becomes of it while a value of an earlier day that it needs is not stored yet.</summary>
    public NoHistory NoHistory { get; init; }

    /// <summary>Its own tags.</summary>
    public ImmutableArray<string> Tags { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What it is for; null when nothing is said.</summary>
    public string? Description { get; init; }

    /// <summary>What its author attached.</summary>
    public Metadata Meta { get; init; } = Metadata.Empty;
}
