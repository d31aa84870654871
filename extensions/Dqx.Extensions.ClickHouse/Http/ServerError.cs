using System.Globalization;
using System.Text.RegularExpressions;

namespace Dqx.Extensions.ClickHouse.Http;

/// <summary>The text in which a server refuses: of version 18 <c>Code: 60, e.displayText() = DB::Exception: …, e.what() = …</c>, of today's <c>Code: 60. DB::Exception: … (version …)</c>.</summary>
internal static partial class ServerError
{
    /// <summary>No explanation needs more; a server quotes whole statements.</summary>
    private const int Longest = 2_000;

    /// <summary>Codes that say nothing about the statement: another one fares no better on this connection.</summary>
    private static readonly int[] s_fatal =
    [
        159, // TIMEOUT_EXCEEDED
        192, 193, 194, 516, // no such user, wrong password, none, both
        202, // TOO_MANY_SIMULTANEOUS_QUERIES
        209, 210, 279, // SOCKET_TIMEOUT, NETWORK_ERROR, ALL_CONNECTION_TRIES_FAILED: a shard is away
        394, // QUERY_WAS_CANCELLED
    ];

    /// <summary>The failure that a server's answer tells.</summary>
    /// <param name="replica">Who answered.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="body">Its text.</param>
    public static ClickHouseException Of(Uri replica, int status, string body)
    {
        var match = Form().Match(body);
        if (!match.Success)
        {
            var text = body.ReplaceLineEndings(" ").Trim();
            return new ClickHouseException(
                string.Create(CultureInfo.InvariantCulture, $"{replica.Authority} answered with HTTP status {status} and not as ClickHouse does{(text.Length == 0 ? "" : $": {Cut(text)}")}"), code: 0, isFatal: true);
        }

        var code = int.Parse(match.Groups["code"].ValueSpan, CultureInfo.InvariantCulture);
        return new ClickHouseException(
            string.Create(CultureInfo.InvariantCulture, $"ClickHouse error {code}: {Cut(match.Groups["text"].Value.ReplaceLineEndings(" ").Trim())}"), code, s_fatal.Contains(code));
    }

    /// <summary>Whether a line of a result is the beginning of such a text: a server that fails in the middle of a result can only write it there.</summary>
    public static bool IsTold(string line) => Form().IsMatch(line);

    private static string Cut(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), " …");

    [GeneratedRegex(@"Code: (?<code>[0-9]+)(\. |, e\.displayText\(\) = |, .*?e\.displayText\(\) = )(DB::)?(Exception: )?(?<text>.*?)(, e\.what\(\) = .*|\s*\(version [^()]*(\([^()]*\))?\))?\s*\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
