using System.Security.Cryptography;
using System.Text;

namespace Dqx.Datasets;

/// <summary>Texts as a short one that differs where they do.</summary>
internal static class Digest
{
    /// <summary>The first 16 hexadecimal digits of a hash; the texts are told apart from those that only look the same when joined. Null is
    /// as empty. Stored in histories, so it stays as it is.</summary>
    public static string Of(params ReadOnlySpan<string?> texts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', texts))))[..16];
}
