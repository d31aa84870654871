using System.Collections.Immutable;

namespace Dqx.Cli.CommandLine;

/// <summary>The form in which results are printed.</summary>
internal enum OutputForm
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>One run document, indented.</summary>
    Json,

    /// <summary>One run document per line.</summary>
    JsonLines,
}

/// <summary>How much is said.</summary>
internal enum Verbosity
{
    /// <summary>Failures, errors and the summary.</summary>
    Quiet,

    /// <summary>Every assertion.</summary>
    Normal,

    /// <summary>Also logs, metrics with their values, and stack traces of faults.</summary>
    Verbose,
}

/// <summary>What the command line of <c>dqx run</c> says.</summary>
internal sealed record RunOptions
{
    /// <summary>Suite files and folders of them, as they were written.</summary>
    public required ImmutableArray<string> Suites { get; init; }

    /// <summary>The dates of the runs.</summary>
    public required RunDates Dates { get; init; }

    /// <summary>Where values are stored.</summary>
    public HistoryOptions History { get; init; } = new();

    /// <summary>Identity tags of the result key.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Annotations.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Paths that replace those of datasets.</summary>
    public ImmutableSortedDictionary<string, string> Data { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Scalars of the suite file to replace, each <c>PATH=VALUE</c>.</summary>
    public ImmutableArray<string> Set { get; init; } = [];

    /// <summary>Checks to run; empty for all.</summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>More catalog directories.</summary>
    public ImmutableArray<string> Extensions { get; init; } = [];

    /// <summary>What it takes to load an extension.</summary>
    public TrustChoice Trust { get; init; } = new(null, null, AllowWorldWritable: false);

    /// <summary>Whether nothing is written: neither values nor deliveries.</summary>
    public bool NoState { get; init; }

    /// <summary>Whether nothing is handed over and nothing written: only said what would be.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Reports to write besides.</summary>
    public ImmutableArray<ReportChoice> Reports { get; init; } = [];

    /// <summary>The processors to run; null for all, empty for none.</summary>
    public ImmutableArray<string>? Processors { get; init; }

    /// <summary>The form of the output.</summary>
    public OutputForm Output { get; init; }

    /// <summary>Failures of this severity or a graver one give exit code 1; null for what the suite says.</summary>
    public Severity? FailOn { get; init; }

    /// <summary>How much is said.</summary>
    public Verbosity Verbosity { get; init; } = Verbosity.Normal;

    /// <summary>Whether colours are ruled out.</summary>
    public bool NoColour { get; init; }
}
