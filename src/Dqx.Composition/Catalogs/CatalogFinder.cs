namespace Dqx.Composition.Catalogs;

/// <summary>
/// Stage 1, find: one folder per extension whose main assembly has the folder's name, or a loose <c>X.dll</c>.
/// Only names are read. Links are never followed: what is behind them is not what the operator put there.
/// </summary>
internal sealed class CatalogFinder
{
    private static readonly EnumerationOptions s_here = new() { AttributesToSkip = FileAttributes.None, RecurseSubdirectories = false, IgnoreInaccessible = false };

    private readonly List<ExtensionCandidate> _candidates = [];
    private readonly List<Extension> _rejected = [];
    private readonly List<Diagnostic> _diagnostics = [];

    private CatalogFinder()
    {
    }

    public static FoundExtensions Find(IEnumerable<string> catalogs)
    {
        var finder = new CatalogFinder();
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in catalogs)
        {
            var catalog = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            if (read.Add(catalog))
            {
                finder.Read(catalog);
            }
        }

        return new FoundExtensions([.. finder._candidates], [.. finder._rejected], [.. finder._diagnostics]);
    }

    private void Read(string catalog)
    {
        try
        {
            // Sorted in place: what LINQ sorts with is compiled anew in every cold start.
            var entries = new DirectoryInfo(catalog).GetFileSystemInfos("*", s_here);
            Array.Sort(entries, static (one, other) => string.CompareOrdinal(one.Name, other.Name));
            foreach (var entry in entries)
            {
                Read(catalog, entry);
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            _diagnostics.Add(CatalogDiagnostics.Unreadable(catalog, unreadable));
        }
    }

    private void Read(string catalog, FileSystemInfo entry)
    {
        if (entry is DirectoryInfo folder)
        {
            ReadFolder(catalog, folder);
        }
        else if (IsAssembly(entry.Name) && !IsSkippedLink(entry))
        {
            _candidates.Add(new ExtensionCandidate(Path.GetFileNameWithoutExtension(entry.Name), catalog, entry.FullName, IsLoose: true));
        }
    }

    private void ReadFolder(string catalog, DirectoryInfo folder)
    {
        if (IsSkippedLink(folder))
        {
            return;
        }

        var main = new FileInfo(Path.Combine(folder.FullName, folder.Name + ".dll"));
        var candidate = new ExtensionCandidate(folder.Name, catalog, main.FullName, IsLoose: false);
        try
        {
            if (main.Exists)
            {
                if (!IsSkippedLink(main))
                {
                    _candidates.Add(candidate);
                }
            }
            else if (folder.EnumerateFiles("*", s_here).Select(file => file.Name).Where(IsAssembly).Order(StringComparer.Ordinal).FirstOrDefault() is { } other)
            {
                _rejected.Add(Extension.Refused(candidate, Rejections.NoMainAssembly(candidate.Name, other)));
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            _rejected.Add(Extension.Refused(candidate, Rejections.Unreadable(Phases.Find, unreadable)));
        }
    }

    private bool IsSkippedLink(FileSystemInfo entry)
    {
        var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
        if (isLink)
        {
            _diagnostics.Add(CatalogDiagnostics.Link(entry.FullName));
        }

        return isLink;
    }

    private static bool IsAssembly(string name) => name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
}
