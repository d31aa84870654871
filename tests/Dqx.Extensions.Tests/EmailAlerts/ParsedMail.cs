using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dqx.Extensions.Tests.EmailAlerts;

/// <summary>A mail as a mail reader understands it: headers unfolded and decoded, and its two parts.</summary>
internal sealed partial class ParsedMail
{
    public ParsedMail(string raw)
    {
        var (headers, body) = Split(raw);
        Headers = headers;
        var boundary = Regex.Match(One("Content-Type"), "boundary=\"?([^\";]+)").Groups[1].Value;
        // In front of the first boundary and behind the last one stands nothing that is shown.
        foreach (var part in ("\r\n" + body).Split("\r\n--" + boundary)[1..^1])
        {
            var (partHeaders, text) = Split(part.TrimStart('\r', '\n'));
            var type = partHeaders.Single(header => header.Name == "Content-Type").Value;
            partHeaders.Single(header => header.Name == "Content-Transfer-Encoding").Value.ShouldBe("quoted-printable");
            Parts.Add((type.Split(';')[0], QuotedPrintable(text)));
        }
    }

    public List<(string Name, string Value)> Headers { get; }

    public List<(string Type, string Text)> Parts { get; } = [];

    public string Text => Parts.Single(part => part.Type == "text/plain").Text;

    public string Html => Parts.Single(part => part.Type == "text/html").Text;

    public string One(string name) => Headers.Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static (List<(string Name, string Value)> Headers, string Body) Split(string raw)
    {
        var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var unfolded = Folding().Replace(raw[..end], " ");
        return ([.. unfolded.Split("\r\n").Select(line => line.Split(':', 2)).Select(pair => (pair[0], Decoded(pair[1].Trim())))], raw[(end + 4)..]);
    }

    private static string Decoded(string value)
        => EncodedWord().Replace(
            Between().Replace(value, "$1"),
            match => match.Groups["kind"].Value.Equals("B", StringComparison.OrdinalIgnoreCase)
                ? Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups["text"].Value))
                : QuotedPrintable(match.Groups["text"].Value.Replace('_', ' ')));

    private static string QuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        text = text.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var index = 0; index < text.Length; index++)
        {
            text[index].ShouldBeLessThan((char)128);
            if (text[index] == '=')
            {
                bytes.Add(byte.Parse(text.AsSpan(index + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                index += 2;
            }
            else
            {
                bytes.Add((byte)text[index]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex("\r\n[ \t]+")]
    private static partial Regex Folding();

    /// <summary>White space between two encoded words does not count.</summary>
    [GeneratedRegex(@"(\?=)\s+(?==\?)")]
    private static partial Regex Between();

    [GeneratedRegex(@"=\?utf-8\?(?<kind>[BbQq])\?(?<text>[^?]*)\?=")]
    private static partial Regex EncodedWord();
}
