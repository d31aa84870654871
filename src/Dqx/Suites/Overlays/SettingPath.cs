using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Dqx.Suites.Overlays;

/// <summary>Reads <c>checks[0].assertions[1].severity=P0</c>; a name with dots or brackets stands in double quotes.</summary>
internal static class SettingPath
{
    public const string Usage = "write PATH=VALUE, such as checks[0].assertions[1].severity=P0";

    /// <summary>The steps and what stands after the equals sign; null when the text is malformed.</summary>
    public static (ImmutableArray<PathSegment> Path, string Value)? Parse(string text)
    {
        var segments = ImmutableArray.CreateBuilder<PathSegment>();
        var at = 0;
        while (at < text.Length)
        {
            var segment = text[at] == '[' && segments.Count > 0 ? Index(text, ref at) : Name(text, ref at);
            if (segment is not { } found)
            {
                return null;
            }

            segments.Add(found);
            switch (at < text.Length ? text[at] : default)
            {
                case '=':
                    return (segments.DrainToImmutable(), text[(at + 1)..]);
                case '.':
                    at++;
                    break;
                case '[':
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static PathSegment? Index(string text, ref int at)
    {
        var end = text.IndexOf(']', at);
        if (end < 0 || !int.TryParse(text.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return null;
        }

        at = end + 1;
        return new PathSegment(null, index);
    }

    private static PathSegment? Name(string text, ref int at)
    {
        var name = new StringBuilder();
        if (text[at] == '"')
        {
            for (at++; at < text.Length && text[at] != '"'; at++)
            {
                name.Append(text[at]);
            }

            at++;
        }
        else
        {
            for (; at < text.Length && text[at] is not ('.' or '[' or '='); at++)
            {
                name.Append(text[at]);
            }
        }

        return at <= text.Length && !string.IsNullOrWhiteSpace(name.ToString()) ? new PathSegment(name.ToString()) : null;
    }
}
