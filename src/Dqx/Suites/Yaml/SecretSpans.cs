using System.Text.RegularExpressions;

namespace Dqx.Suites.Yaml;

/// <summary>Finds in a line of a suite file what is probably secret: values of keys that are called so, and passwords and parameters in URLs.</summary>
/// <remarks>By the text and not by the tree: lines are shown also where there is no tree. A reference such as <c>${NAME}</c> is no secret.</remarks>
internal static partial class SecretSpans
{
    private const string SecretKey = @"(?i:[\w.-]*(passw|pwd|passphrase|secret|token|credential|authori[sz]ation|api[_-]?key|access[_-]?key|private[_-]?key)[\w.-]*|pass|auth|key|headers)";

    /// <summary>The spans of the 1-based line, as indices into the source; in order and apart.</summary>
    public static IEnumerable<Range> Find(SourceText source, int line)
    {
        var (start, end) = (source.LineStart(line), source.LineEnd(line));
        var text = source.Text[start..end];
        var owners = Owners(source, line, text);
        var top = owners.Count > 0 ? owners[^1] : text;
        if (!MayHoldSecrets().IsMatch(top))
        {
            return Apart(Address().Matches(text), start);
        }

        // Below the section stand names of the user's choice; an anchor has none.
        var names = top.StartsWith("x-", StringComparison.Ordinal) ? 0 : 1;
        if (owners.SkipLast(1 + names).Any(owner => Owner().IsMatch(owner)))
        {
            return [(start + Indentation(text))..end];
        }

        return Apart(Value().Matches(text, owners.Count == names ? text.IndexOf(':', StringComparison.Ordinal) + 1 : 0).Concat(Address().Matches(text)), start);
    }

    private static List<Range> Apart(IEnumerable<Match> matches, int start)
    {
        var (spans, from) = (new List<Range>(), 0);
        foreach (var secret in matches.SelectMany(match => match.Groups["secret"].Captures)
            .Where(secret => secret.Length > 0 && !Reference().IsMatch(secret.ValueSpan))
            .OrderBy(secret => secret.Index)
            .ThenByDescending(secret => secret.Length))
        {
            if (secret.Index + secret.Length > from)
            {
                spans.Add((start + Math.Max(from, secret.Index))..(start + secret.Index + secret.Length));
                from = secret.Index + secret.Length;
            }
        }

        return spans;
    }

    /// <summary>The lines above that the line belongs to, the nearest one first.</summary>
    private static List<string> Owners(SourceText source, int line, string text)
    {
        var (owners, inner) = (new List<string>(), text);
        for (var above = line - 1; above > 0 && Indentation(inner) < inner.Length; above--)
        {
            var outer = source.Text[source.LineStart(above)..source.LineEnd(above)];
            var (depth, deepest) = (Indentation(outer), Indentation(inner));
            // A list may stand as far to the left as its key.
            if (depth < outer.Length && (depth < deepest || (depth == deepest && inner[deepest] == '-' && outer[depth] != '-')))
            {
                owners.Add(outer);
                inner = outer;
            }
        }

        return owners;
    }

    private static int Indentation(string text) => text.Length - text.TrimStart(' ').Length;

    /// <summary>A key with its value: in quotes, a list or mapping to the end of the line, or plain, which in braces ends at a comma.</summary>
    [GeneratedRegex("(?<![\\w.-])[\"']?" + SecretKey + """(["']\s*:\s*|\s*:\s+)(?<secret>"(\\.|[^"\\])*"?|'([^']|'')*'?|[\[{].*|(?<=\{.*)[^,}]*[^,}\s]|.+)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Value();

    /// <summary>The sections with settings of servers and processors, anchors, and what is written without lines.</summary>
    [GeneratedRegex("""^(["']?(processors|sources|x-[^:]*)["']?\s*:|[^\w"'#])""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex MayHoldSecrets();

    /// <summary>A key whose value begins in a later line.</summary>
    [GeneratedRegex("^[ -]*[\"']?" + SecretKey + @"[""']?\s*:(\s+[|>&!].*|\s*(#.*)?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Owner();

    /// <summary>In a URL the password and the values of parameters.</summary>
    [GeneratedRegex("""(?<=[A-Za-z0-9+.-])://([^\s:/?#@"']*:(?<secret>[^\s/"']+)@)?[^\s?"']*(\?([^\s=&"']*=(?<secret>[^\s&"'#,}]*)|[^\s=&"']*)(&([^\s=&"']*=(?<secret>[^\s&"'#,}]*)|[^\s=&"']*))*)?""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex("""^["']?\$\{[A-Za-z_][A-Za-z0-9_]*\}["']?\s*(#.*)?\z""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
