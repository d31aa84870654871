using System.Collections.Immutable;

namespace Dqx.Suites;

/// <summary>A suite in code with what a suite file says besides: its data, its processors, what makes it fail. Immutable.</summary>
public sealed record SuiteDefinition
{
    /// <summary>The suite.</summary>
    public required VerificationSuite Suite { get; init; }

    /// <summary>The data, each dataset under a name of its own. Relative paths are relative to the current directory.</summary>
    public required ImmutableArray<SuiteDataset> Datasets { get; init => field = value.IsDefault ? [] : value; }

    /// <summary>The processors that get the results; those that are found and not named here run with empty settings.</summary>
    public ImmutableArray<ProcessorConfiguration> Processors { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The least severity whose failure makes the run fail.</summary>
    public Severity FailOn { get; init; } = Severity.P3;

    /// <summary>How long all processors together may take; positive.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Adds a dataset of files.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="path">A path or a pattern; relative to the current directory.</param>
    /// <param name="where">A predicate that every row has to satisfy; null for all rows.</param>
    public SuiteDefinition WithFiles(string name, string path, string? where = null) => this with
    {
        Datasets = Datasets.Add(new SuiteDataset(
            new Datasets.DatasetDefinition { Name = name, Path = path, Where = where },
            new Datasets.SourceDefinition { Name = "duckdb", Kind = "duckdb" })),
    };
}
