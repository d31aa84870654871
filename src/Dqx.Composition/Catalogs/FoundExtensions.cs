using System.Collections.Immutable;

namespace Dqx.Composition.Catalogs;

/// <summary>Stage 1: which files may be extensions.</summary>
/// <param name="Candidates">In the order of the catalogs, then by ordinal path.</param>
/// <param name="Rejected">Folders that look like extensions and have no main assembly.</param>
/// <param name="Diagnostics">Catalogs that are not there, links that were not followed.</param>
internal sealed record FoundExtensions(
    ImmutableArray<ExtensionCandidate> Candidates,
    ImmutableArray<Extension> Rejected,
    ImmutableArray<Diagnostic> Diagnostics);
