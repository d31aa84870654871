namespace Dqx.Testing.Hosting;

/// <summary>A private catalog with a copy of one extension: what lies beside the original is not read, and a rebuild is not disturbed.</summary>
internal sealed class ExtensionCopy : IDisposable
{
    private ExtensionCopy(string original, string catalog, string folder)
    {
        Original = original;
        Catalog = catalog;
        Folder = folder;
    }

    /// <summary>The folder that was copied, absolute.</summary>
    public string Original { get; }

    public string Catalog { get; }

    public string Folder { get; }

    /// <param name="extension">The extension's folder, or its main assembly in a folder of any name.</param>
    /// <exception cref="DqxException">There is no such thing (DQX2411).</exception>
    public static ExtensionCopy Of(string extension)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(extension));
        var isFile = File.Exists(path);
        if (!isFile && !Directory.Exists(path))
        {
            throw new DqxException("DQX2411", $"There is no extension at {path}. Build it first, and name its folder or its main assembly.");
        }

        var original = isFile ? Path.GetDirectoryName(path) ?? path : path;
        var name = isFile ? Path.GetFileNameWithoutExtension(path) : Path.GetFileName(path);
        var catalog = Directory.CreateTempSubdirectory("dqx-testing-").FullName;
        var copy = new ExtensionCopy(original, catalog, Path.Combine(catalog, name));
        foreach (var file in Directory.EnumerateFiles(original, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Folder, Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? copy.Folder);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>The finding with the path that its reader knows.</summary>
    public Diagnostic Restore(Diagnostic diagnostic) => diagnostic with
    {
        File = diagnostic.File?.Replace(Folder, Original, StringComparison.Ordinal),
        Message = diagnostic.Message.Replace(Folder, Original, StringComparison.Ordinal),
    };

    public void Dispose()
    {
        try
        {
            Directory.Delete(Catalog, recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // Windows keeps the files of a context that is not collected yet; the temporary folder is cleared by others.
        }
    }
}
