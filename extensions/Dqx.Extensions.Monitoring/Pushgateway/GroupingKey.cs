using System.Buffers.Text;
using System.Text;

namespace Dqx.Extensions.Monitoring.Pushgateway;

/// <summary>The path under which a Pushgateway keeps a group of metrics: <c>metrics/job/dqx/suite/Orders</c>.</summary>
internal static class GroupingKey
{
    /// <summary>The path, without a slash before it.</summary>
    public static string Path(IEnumerable<KeyValuePair<string, string>> labels)
        => "metrics/" + string.Join('/', labels.Select(label => IsPlain(label.Value) ? $"{label.Key}/{label.Value}" : $"{label.Key}@base64/{Encode(label.Value)}"));

    /// <summary>Whether a path holds the value as it is. A slash, even escaped, ends a value, and an empty one is lost.</summary>
    private static bool IsPlain(string value)
        => value.Length > 0 && value is not ("." or "..") && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');

    /// <summary>Base64 for URLs; an empty value is one padding character.</summary>
    private static string Encode(string value) => value.Length == 0 ? "=" : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(value));
}
