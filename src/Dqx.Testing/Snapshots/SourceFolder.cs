namespace Dqx.Testing.Snapshots;

/// <summary>Finds the folder of a source file, also where the compiler was told to write another path (<c>/_/</c> in builds on a server).</summary>
internal static class SourceFolder
{
    /// <exception cref="SnapshotException">It is nowhere above the test's assembly.</exception>
    public static string Of(string sourceFile)
    {
        if (File.Exists(sourceFile))
        {
            return Path.GetDirectoryName(Path.GetFullPath(sourceFile)) ?? sourceFile;
        }

        var parts = sourceFile.Split('/', '\\');
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            for (var start = 1; start < parts.Length; start++)
            {
                var candidate = Path.Combine([above.FullName, .. parts[start..]]);
                if (File.Exists(candidate))
                {
                    return Path.GetDirectoryName(candidate) ?? above.FullName;
                }
            }
        }

        throw new SnapshotException($"{sourceFile} is not on this machine. Say where the snapshots are: InputSnapshot.Verify(handed, folder: …).");
    }
}
