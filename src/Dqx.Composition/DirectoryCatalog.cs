using System.Collections.Immutable;
using Dqx.Composition.Catalogs;
using Dqx.Composition.Inspection;
using Dqx.Composition.Verification;

namespace Dqx.Composition;

/// <summary>What catalog directories hold, and what was rejected and why. Made from files alone: no code of an extension runs.</summary>
/// <remarks>Immutable.</remarks>
public sealed class DirectoryCatalog
{
    internal DirectoryCatalog(ImmutableArray<CatalogEntry> entries, ImmutableArray<Diagnostic> diagnostics)
    {
        Entries = entries;
        Diagnostics = diagnostics;
    }

    /// <summary>The processors, and the extensions of which none could be read: by order, then by name.</summary>
    public ImmutableArray<CatalogEntry> Entries { get; }

    /// <summary>Every finding, rejections included.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Reads directories as if every processor in them were selected and nothing configured.</summary>
    /// <param name="directories">Directories of extensions. A missing one is a diagnostic, not an exception.</param>
    public static DirectoryCatalog Read(params IEnumerable<string> directories)
    {
        ArgumentNullException.ThrowIfNull(directories);
        return Read(directories, []);
    }

    /// <summary>The same for a host that brings kinds of data source itself.</summary>
    internal static DirectoryCatalog Read(IEnumerable<string> directories, IEnumerable<string> kinds)
    {
        var verified = Verify(directories, kinds);
        return new DirectoryCatalog(CatalogEntries.Of(verified, [], Selection.ProcessorFilter.All, []), verified.Diagnostics);
    }

    /// <summary>The stages that need nothing but files: find, inspect, verify.</summary>
    internal static VerifiedExtensions Verify(IEnumerable<string> directories, IEnumerable<string>? kinds = null, Action<Extension>? seen = null)
    {
        var found = CatalogFinder.Find(directories);
        var inspected = ExtensionInspector.Inspect(found, seen);
        return ExtensionVerifier.Verify(inspected, kinds ?? []);
    }
}
