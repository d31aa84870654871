using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Trust;

/// <summary>Finds places of an extension that every user of the machine may write to (POSIX).</summary>
internal static class WritablePlaces
{
    /// <summary>The first such place: the catalog, the extension's folder, one of its folders or files; null when there is none.</summary>
    public static string? First(ExtensionCandidate candidate, ExtensionFiles files)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var folders = files.Names.Select(name => Path.GetDirectoryName(files.PathOf(name)) ?? files.Root).Prepend(candidate.Folder).Prepend(candidate.Catalog).Distinct(StringComparer.Ordinal);
        foreach (var path in folders.Concat(files.Names.Select(files.PathOf)))
        {
            if (File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherWrite))
            {
                return path;
            }
        }

        return null;
    }
}
