using System.Collections.Immutable;
using Dqx.Composition.Trust;

namespace Dqx.Composition;

/// <summary>The file in which an operator vouches for extensions: the SHA-256 of every file of each.</summary>
public static class ExtensionLockFile
{
    /// <summary>What it is called beside a suite.</summary>
    public const string Name = ExtensionLock.FileName;

    /// <summary>Writes the hashes of all usable extensions of the catalogs, whole or not at all.</summary>
    /// <param name="path">The file; outside of the catalogs, where whoever changes an extension could change it too.</param>
    /// <param name="catalogs">The catalog directories.</param>
    /// <returns>The names of the extensions.</returns>
    /// <exception cref="DqxException">The file lies in a catalog (DQX2306), or an extension holds too many files (DQX2305).</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static ImmutableArray<string> Write(string path, IReadOnlyCollection<string> catalogs)
    {
        var full = Path.GetFullPath(path);
        if (catalogs.FirstOrDefault(catalog => full.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(catalog)) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) is { } inside)
        {
            throw new DqxException("DQX2306", $"The lock file {full} would lie in the catalog {inside}, where whoever changes an extension can change it too. Name a file outside with --lock.");
        }

        var created = CatalogLock.Create(catalogs);
        created.Write(full);
        return [.. created.Extensions.Keys];
    }

    /// <summary>What differs from the file, a line each; empty when the catalogs hold exactly what was locked.</summary>
    /// <exception cref="DqxException">The file cannot be read (DQX2301).</exception>
    public static ImmutableArray<string> Differences(string path, IReadOnlyCollection<string> catalogs)
        => CatalogLock.Differences(ExtensionLock.Read(path), catalogs);
}
