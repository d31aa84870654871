using System.Collections.Immutable;
using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Inspection;

/// <summary>Stage 2: what the files of each extension say about themselves.</summary>
/// <param name="Extensions">In the order in which they were found, rejected ones included.</param>
/// <param name="Diagnostics">Those of the stages up to here that are not about one extension.</param>
internal sealed record InspectedExtensions(ImmutableArray<Extension> Extensions, ImmutableArray<Diagnostic> Diagnostics);
