using System.Collections.Immutable;
using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Verification;

/// <summary>Stage 3: which extensions may be loaded, as far as the files alone can tell.</summary>
/// <param name="Extensions">In the order in which they were found, rejected ones included.</param>
/// <param name="Diagnostics">Every finding of the stages so far.</param>
internal sealed record VerifiedExtensions(ImmutableArray<Extension> Extensions, ImmutableArray<Diagnostic> Diagnostics)
{
    public static VerifiedExtensions None { get; } = new([], []);
}
