using System.Collections.Immutable;
using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Trust;

/// <summary>The files of an extension: everything in its folder, or a loose assembly with what belongs to it. Links are left out.</summary>
/// <param name="Root">The folder that the names are relative to.</param>
/// <param name="Names">Relative names with forward slashes, in ordinal order.</param>
/// <param name="Links">Relative names of links, which are neither copied nor followed.</param>
internal sealed record ExtensionFiles(string Root, ImmutableArray<string> Names, ImmutableArray<string> Links)
{
    /// <summary>More files than any extension has: a folder with more is a mistake, or meant to waste time.</summary>
    private const int MaximumFiles = 5_000;

    private static readonly string[] s_looseEndings = [".dll", ".deps.json", ".pdb", ".runtimeconfig.json"];

    private static readonly EnumerationOptions s_here = new() { AttributesToSkip = FileAttributes.None, RecurseSubdirectories = false, IgnoreInaccessible = false };

    /// <exception cref="DqxException">There are too many (DQX2305).</exception>
    public static ExtensionFiles Of(ExtensionCandidate candidate)
    {
        var names = new List<string>();
        var links = new List<string>();
        if (candidate.IsLoose)
        {
            var name = Path.GetFileNameWithoutExtension(candidate.File);
            names.AddRange(s_looseEndings.Select(ending => name + ending).Where(file => File.Exists(Path.Combine(candidate.Folder, file))));
        }
        else
        {
            Collect(new DirectoryInfo(candidate.Folder), "", names, links);
        }

        return new ExtensionFiles(candidate.Folder, [.. names.Order(StringComparer.Ordinal)], [.. links.Order(StringComparer.Ordinal)]);
    }

    public string PathOf(string name) => Path.Combine(Root, name.Replace('/', Path.DirectorySeparatorChar));

    private static void Collect(DirectoryInfo folder, string prefix, List<string> names, List<string> links)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", s_here))
        {
            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                links.Add(prefix + entry.Name);
            }
            else if (entry is DirectoryInfo child)
            {
                Collect(child, $"{prefix}{entry.Name}/", names, links);
            }
            else
            {
                names.Add(prefix + entry.Name);
            }

            if (names.Count + links.Count > MaximumFiles)
            {
                throw new DqxException("DQX2305", FormattableString.Invariant($"the folder holds more than {MaximumFiles} files; leave only the extension and its dependencies in it"));
            }
        }
    }
}
