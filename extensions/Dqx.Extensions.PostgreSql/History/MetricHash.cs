using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dqx.History;

namespace Dqx.Extensions.PostgreSql.History;

/// <summary>What identifies a stored metric, as 32 bytes.</summary>
internal static class MetricHash
{
    public static byte[] Of(HistoryKey key) => Of(key.Suite, key.Dataset, key.Metric, key.Tags, key.Fingerprint, key.Segment);

    /// <summary>Each text with its length in bytes before it, so that no two lists of texts make one. In SQL, as the README has it:
    /// <c>sha256(convert_to(octet_length(a) || ':' || a || …, 'UTF8'))</c>.</summary>
    public static byte[] Of(params ReadOnlySpan<string> texts)
    {
        var whole = new StringBuilder();
        foreach (var text in texts)
        {
            whole.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text)}:{text}");
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(whole.ToString()));
    }
}
