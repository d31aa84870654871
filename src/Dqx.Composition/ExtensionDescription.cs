using System.Collections.Immutable;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Composition.Loading;
using Dqx.Composition.Trust;

namespace Dqx.Composition;

/// <summary>What an extension's files say about it beyond a <see cref="CatalogEntry"/>. Made from files alone.</summary>
internal sealed record ExtensionDescription
{
    /// <summary>The folder's, or the loose assembly's, hash over all files; null when they cannot be read.</summary>
    public string? Hash { get; init; }

    /// <summary>How many files it has.</summary>
    public int Files { get; init; }

    /// <summary>The contracts that it was built against, with the host's version of each.</summary>
    public ImmutableArray<(string Name, Version Built, Version Host)> Contracts { get; init; } = [];

    /// <summary>The target framework; null when it is not stated or could not be read.</summary>
    public string? Framework { get; init; }

    /// <summary>The processor's metadata; null for a data source, a suite or a history and when it could not be read.</summary>
    public ProcessorMetadata? Processor { get; init; }

    /// <summary>A page of its author's in the folder; null when there is none.</summary>
    public string? ReadMe { get; init; }

    public static ExtensionDescription Of(Extension extension, string? processor)
    {
        var folder = extension.Candidate.IsLoose ? null : extension.Candidate.Folder;
        var described = new ExtensionDescription
        {
            Contracts = [.. (extension.Assembly?.References ?? []).Where(reference => HostAssemblies.IsContract(reference.Name))
                .Select(reference => (reference.Name, reference.Version, HostAssemblies.VersionOf(reference.Name)))],
            Framework = extension.Assembly?.TargetFramework,
            Processor = extension.Processors.Select(export => export.Metadata).FirstOrDefault(metadata => metadata?.Name == processor),
            ReadMe = folder is not null && File.Exists(Path.Combine(folder, "README.md")) ? Path.Combine(folder, "README.md") : null,
        };
        try
        {
            var files = ExtensionFiles.Of(extension.Candidate);
            return described with { Files = files.Names.Length, Hash = FileHashes.Of(files.Root, files.Names).Combined() };
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DqxException)
        {
            // What is wrong with the files stands among the findings.
            return described;
        }
    }
}
