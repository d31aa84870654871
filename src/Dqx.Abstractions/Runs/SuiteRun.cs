using System.Collections.Immutable;

namespace Dqx;

/// <summary>The whole outcome of one run of a suite. Immutable; its serialised form is the run document (<see cref="RunDocument"/>).</summary>
public sealed record SuiteRun
{
    /// <summary>Identifies the run; a UUIDv7, so ids sort by time.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The suite's name.</summary>
    public required string Suite { get; init; }

    /// <summary>The suite's metadata.</summary>
    public Metadata Meta { get; init; } = Metadata.Empty;

    /// <summary>What the run is about: its date and identity tags.</summary>
    public required ResultKey Key { get; init; }

    /// <summary>Annotations that are not part of the identity, sorted by ordinal key.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long planning, scanning and evaluation took; processors are not part of it.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The names of the datasets, in the suite's order.</summary>
    public ImmutableArray<string> Datasets { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>One result for every assertion, in the suite's order.</summary>
    public ImmutableArray<AssertionResult> Results { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Every metric that the results are made of, in the order of first use.</summary>
    public ImmutableArray<SymbolInfo> Symbols { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Findings about the suite, the data and the extensions.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What became of the processors, in the order in which they ran; empty in what a processor is handed.</summary>
    public ImmutableArray<ProcessorReport> Processors { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>How the host ended; null in what a processor is handed.</summary>
    public RunExit? Exit { get; init; }

    /// <summary>The counts of <see cref="Results"/>.</summary>
    public RunSummary Summary => RunSummary.Of(Results);

    /// <summary>Error over failed over passed; skipped when nothing was evaluated.</summary>
    public RunStatus Status => Summary switch
    {
        { Errors: > 0 } => RunStatus.Error,
        { Failed: > 0 } => RunStatus.Failed,
        { Passed: 0, Muted: 0 } => RunStatus.Skipped,
        _ => RunStatus.Passed,
    };

    /// <summary>The results that count as failures, in the suite's order.</summary>
    public IEnumerable<AssertionResult> Failures => Results.Where(result => result.IsFailure);

    /// <summary>The results that count as errors, in the suite's order.</summary>
    public IEnumerable<AssertionResult> Errors => Results.Where(result => result.IsError);

    /// <summary>How many results count as failures with exactly this severity.</summary>
    public int FailuresOf(Severity severity) => Failures.Count(result => result.Severity == severity);

    /// <summary>The symbol of that name; null when there is none.</summary>
    public SymbolInfo? Symbol(string name) => Symbols.FirstOrDefault(symbol => symbol.Name == name);
}

/// <summary>How the host ended.</summary>
/// <param name="Code">The process's exit code.</param>
/// <param name="FailOn">Failures of this severity or a graver one give exit code 1.</param>
/// <param name="Reasons">What led to the code: <c>failed</c>, <c>error</c>, <c>nothing_evaluated</c>, <c>processor</c>; empty for 0.</param>
public sealed record RunExit(int Code, Severity FailOn, ImmutableArray<string> Reasons);
