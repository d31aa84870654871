using System.Security.Cryptography;
using System.Text;

namespace Dqx.Datasets;

/// <summary>Texts as a short one that differs where they do.</summary>
internal static class Digest
{
    /// <summary>The first 16 hexadecimal digits of a hash; the texts are told apart from those that only look the same when joined.</summary>
    public static string Of(params ReadOnlySpan<string?> texts)
    {
        var text = new StringBuilder();
        foreach (var part in texts)
        {
            text.Append(part).Append('\u001f');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
