using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Dqx.Composition.Trust;

/// <summary>The SHA-256 of every file of an extension, by relative name, in lower-case hexadecimal digits.</summary>
/// <param name="ByName">The hashes.</param>
internal sealed record FileHashes(ImmutableSortedDictionary<string, string> ByName)
{
    /// <summary>Hashes the files of a folder.</summary>
    public static FileHashes Of(string root, IEnumerable<string> names)
    {
        // A loop: what LINQ makes of pairs is compiled anew in every cold start.
        var hashes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            hashes.Add(name, HashOf(Path.Combine(root, name)));
        }

        return new FileHashes(hashes.ToImmutable());
    }

    /// <summary>One hash for all of them: of their names and hashes.</summary>
    public string Combined()
    {
        var text = new StringBuilder();
        foreach (var (name, hash) in ByName)
        {
            text.Append(hash).Append("  ").Append(name).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
