using System.Reflection;

namespace Dqx.Tests.Architecture;

/// <summary>The files that are committed, near enough: what is built, fetched or received is left out.</summary>
internal static class Repository
{
    private static readonly string[] s_notOurs = [".git", ".vs", ".idea", ".vscode", "artifacts", "node_modules", "bin", "obj"];

    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value ?? "";

    /// <summary>The paths, relative to the root, with slashes, of the files with one of these extensions; all without extensions.</summary>
    public static IEnumerable<string> Files(params string[] extensions)
        => Under(new DirectoryInfo(Root))
            .Where(file => extensions.Length == 0 || extensions.Contains(file.Extension))
            .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<FileInfo> Under(DirectoryInfo folder)
        => folder.EnumerateFiles()
            .Where(file => !file.Name.Contains(".received.", StringComparison.Ordinal) && file.LinkTarget is null && file.Name != ".git")
            .Concat(folder.EnumerateDirectories().Where(child => !s_notOurs.Contains(child.Name) && child.LinkTarget is null).SelectMany(Under));
}
