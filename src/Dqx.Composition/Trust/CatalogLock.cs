using System.Collections.Immutable;
using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Trust;

/// <summary>Makes lock files of whole catalogs, and compares catalogs with them.</summary>
internal static class CatalogLock
{
    /// <summary>The hashes of everything in the catalogs that could be used; what is rejected anyway is not vouched for.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ExtensionLock Create(IEnumerable<string> catalogs)
        => new(Usable(catalogs).ToImmutableSortedDictionary(extension => extension.Candidate.Name, Hash, StringComparer.Ordinal));

    /// <summary>What differs, a line each, beginning with the extension's name; empty when nothing does.</summary>
    public static ImmutableArray<string> Differences(ExtensionLock locked, IEnumerable<string> catalogs)
    {
        var found = Usable(catalogs).ToList();
        return
        [
            .. found.SelectMany(extension => locked.Differences(extension.Candidate.Name, Hash(extension)).Select(difference => $"{extension.Candidate.Name}: {difference}")),
            .. locked.Extensions.Keys.Where(name => found.TrueForAll(extension => extension.Candidate.Name != name)).Select(name => $"{name}: it is in no catalog"),
        ];
    }

    private static IEnumerable<Extension> Usable(IEnumerable<string> catalogs)
        => DirectoryCatalog.Verify(catalogs).Extensions.Where(extension => extension.Rejection is null).DistinctBy(extension => extension.Candidate.Name);

    private static FileHashes Hash(Extension extension)
    {
        var files = ExtensionFiles.Of(extension.Candidate);
        return FileHashes.Of(files.Root, files.Names);
    }
}
