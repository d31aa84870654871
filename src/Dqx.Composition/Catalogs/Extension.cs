using System.Collections.Immutable;
using Dqx.Composition.Inspection;

namespace Dqx.Composition.Catalogs;

/// <summary>What is known about an extension without running any of its code; each stage adds to it or rejects it.</summary>
internal sealed record Extension
{
    public required ExtensionCandidate Candidate { get; init; }

    /// <summary>The main assembly; null when it could not be read.</summary>
    public AssemblyFacts? Assembly { get; init; }

    /// <summary>The other managed files of its folder; empty for a loose assembly.</summary>
    public ImmutableArray<AssemblyFacts> Files { get; init; } = [];

    /// <summary>The exported processors, in the order of the metadata.</summary>
    public ImmutableArray<ExportedProcessor> Processors { get; init; } = [];

    /// <summary>The exported data sources, in the order of the metadata.</summary>
    public ImmutableArray<ExportedDataSource> DataSources { get; init; } = [];

    /// <summary>The exported suites, in the order of the metadata.</summary>
    public ImmutableArray<ExportedSuite> Suites { get; init; } = [];

    /// <summary>The exported history providers, in the order of the metadata.</summary>
    public ImmutableArray<ExportedHistory> Histories { get; init; } = [];

    /// <summary>Full names of the other exporting types, which all of these may import.</summary>
    public ImmutableArray<string> Parts { get; init; } = [];

    /// <summary>Why the whole extension is not used; null when it is.</summary>
    public Rejection? Rejection { get; init; }

    public static Extension Refused(ExtensionCandidate candidate, Rejection rejection) => new() { Candidate = candidate, Rejection = rejection };

    /// <summary>Whether it brings something, and no processor: what is wrong with it matters to whoever asks for that alone.</summary>
    public bool IsWithoutProcessors => Processors.IsEmpty && (DataSources.Length > 0 || Suites.Length > 0 || Histories.Length > 0);

    /// <summary>The findings about this extension and what it exports.</summary>
    public IEnumerable<Diagnostic> Diagnostics()
    {
        if (Rejection is not null)
        {
            return [Rejection.ToDiagnostic(Candidate.Name, Candidate.File)];
        }

        IExport[] exports = [.. Processors, .. DataSources, .. Suites, .. Histories];
        return
            from export in exports
            let rejection = export.Rejection
            where rejection is not null
            select rejection.ToDiagnostic($"{Candidate.Name}, {export.DisplayName}", Candidate.File);
    }
}

/// <summary>What an extension exports, of whatever contract.</summary>
internal interface IExport
{
    /// <summary>How messages name it.</summary>
    string DisplayName { get; }

    /// <summary>Why it is not used; null when it is.</summary>
    Rejection? Rejection { get; }
}

/// <summary>An export of <c>Dqx.Datasets.IDataSourceProvider</c>.</summary>
/// <param name="Type">The exported type's full name.</param>
/// <param name="Kind">Null when it states none that is valid.</param>
/// <param name="Description">What it says about itself; null when it says nothing.</param>
/// <param name="Rejection">Why it is not used; null when it is.</param>
internal sealed record ExportedDataSource(string Type, string? Kind, string? Description, Rejection? Rejection) : IExport
{
    public string DisplayName => Kind ?? Type;
}

/// <summary>An export of <c>Dqx.Suites.ISuiteProvider</c>.</summary>
/// <param name="Type">The exported type's full name.</param>
/// <param name="Name">Null when it states none that is valid.</param>
/// <param name="Description">What it says about itself; null when it says nothing.</param>
/// <param name="Rejection">Why it is not used; null when it is.</param>
internal sealed record ExportedSuite(string Type, string? Name, string? Description, Rejection? Rejection) : IExport
{
    public string DisplayName => Name ?? Type;
}

/// <summary>An export of <c>Dqx.History.IHistoryProvider</c>.</summary>
/// <param name="Type">The exported type's full name.</param>
/// <param name="Schemes">Of its URLs; empty when it states none that are valid.</param>
/// <param name="Description">What it says about itself; null when it says nothing.</param>
/// <param name="Rejection">Why it is not used; null when it is.</param>
internal sealed record ExportedHistory(string Type, ImmutableArray<string> Schemes, string? Description, Rejection? Rejection) : IExport
{
    public string DisplayName => Schemes.IsEmpty ? Type : string.Join(", ", Schemes);
}

/// <summary>An export of <see cref="IResultProcessor"/>.</summary>
/// <param name="Type">The exported type's full name.</param>
/// <param name="Metadata">Null when it is invalid.</param>
/// <param name="Rejection">Why it is not used; null when it is.</param>
internal sealed record ExportedProcessor(string Type, ProcessorMetadata? Metadata, Rejection? Rejection) : IExport
{
    public string DisplayName => Metadata?.Name ?? Type;
}
