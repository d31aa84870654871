using System.Collections.Immutable;
using Dqx.Composition.Catalogs;

namespace Dqx.Composition.Trust;

/// <summary>
/// Copies of extensions under their content's hash, in a folder that only this user may write. What is loaded is what was hashed,
/// and overwriting an extension while it is in use hurts nobody: a loaded assembly that is truncated kills the process (measured).
/// </summary>
/// <param name="root">The folder of the copies; made when it is not there.</param>
internal sealed class ShadowCopies(string root)
{
    /// <summary>The copy of an extension: the one that is there when its bytes are the same, else a new one.</summary>
    /// <exception cref="IOException">The files cannot be read or copied.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise, or the folder belongs to somebody else.</exception>
    public ShadowCopy Take(ExtensionCandidate candidate)
    {
        var files = ExtensionFiles.Of(candidate);
        PrivateFolder.Ensure(root);
        var source = FileHashes.Of(files.Root, files.Names);
        var target = Path.Combine(root, source.Combined());
        if (Directory.Exists(target) && HoldsTheSame(target, files.Names, source))
        {
            return new ShadowCopy(MainAssembly(target, candidate), source, files.Links);
        }

        return Copy(candidate, files);
    }

    private ShadowCopy Copy(ExtensionCandidate candidate, ExtensionFiles files)
    {
        var staging = Path.Combine(root, $".staging-{Guid.NewGuid():N}");
        PrivateFolder.Ensure(staging);
        try
        {
            foreach (var name in files.Names)
            {
                var copy = Path.Combine(staging, name);
                Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? staging);
                File.Copy(files.PathOf(name), copy);
            }

            // Of the copy, not of the source: somebody may write to the source between two looks.
            var hashes = FileHashes.Of(staging, files.Names);
            var target = Path.Combine(root, hashes.Combined());
            if (Directory.Exists(target) && !HoldsTheSame(target, files.Names, hashes))
            {
                // Damaged, or left half by a process that was killed: set aside, so that nobody loads it.
                Directory.Move(target, Path.Combine(root, $".damaged-{Guid.NewGuid():N}"));
            }

            MoveInto(staging, target);
            return new ShadowCopy(MainAssembly(target, candidate), hashes, files.Links);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    /// <summary>Another process may have moved the same bytes there at the same moment; either is good.</summary>
    private static void MoveInto(string staging, string target)
    {
        try
        {
            Directory.Move(staging, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            return;
        }
    }

    private static bool HoldsTheSame(string folder, ImmutableArray<string> names, FileHashes expected)
        => names.All(name => File.Exists(Path.Combine(folder, name))) && FileHashes.Of(folder, names).Combined() == expected.Combined();

    private static string MainAssembly(string folder, ExtensionCandidate candidate) => Path.Combine(folder, Path.GetFileName(candidate.File));
}

/// <summary>The bytes of an extension that are going to be loaded.</summary>
/// <param name="File">The main assembly of the copy.</param>
/// <param name="Hashes">The hashes of its files.</param>
/// <param name="Links">Links that were left out.</param>
internal sealed record ShadowCopy(string File, FileHashes Hashes, ImmutableArray<string> Links);
