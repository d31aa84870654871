using YamlDotNet.Core;

namespace Dqx.Suites.Yaml;

/// <summary>Says in the words of a suite file's author what the YAML parser says in its own.</summary>
internal static class YamlSyntax
{
    private const string Tab = "YAML is indented with spaces, not with tabs.";

    private static readonly (string Theirs, string Ours)[] s_messages =
    [
        ("flow mapping", "Expected ',' or '}' here: in { … } a text with commas, braces or quotes has to be quoted as a whole."),
        ("flow sequence", "Expected ',' or ']' here: in [ … ] a text with commas, brackets or quotes has to be quoted as a whole."),
        ("quoted scalar, found unexpected", "This quote is not closed."),
        ("invalid mapping", "': ' stands inside a text; quote the text as a whole."),
        ("cannot start any token", "A text cannot begin with this character; quote it."),
        ("unknown escape character", "A text in double quotes has an escape that YAML does not know; write \\\\ for a backslash, or use single quotes."),
        ("expected hexadecimal number", "A text in double quotes has an escape without its hexadecimal digits; write \\\\ for a backslash."),
        ("surrogates", "A text in double quotes has an escape that is no character."),
        ("Unicode character escape", "A text in double quotes has an escape that is no character."),
        ("expected key", "Expected a key such as 'name:' here; look at the indentation, and at quotes that end before the text does."),
        ("expected '-' indicator", "Expected '-' or less indentation here."),
        ("sequence entries are not allowed", "A list begins on a line of its own."),
        ("mapping values are not allowed", "': ' is not allowed here; quote the text, or look at the indentation."),
        ("anchor or alias", "'&' and '*' begin an anchor or an alias, which needs a name; quote the text."),
        ("expected node content", "Expected a value here."),
        ("incompatible YAML", "This version of YAML is not supported; leave out '%YAML'."),
        ("could not find expected ':'", "Expected ':' after this key."),
        ("expected <document start>", "The document ends here and goes on after it; look at the indentation and the quotes."),
    ];

    public static (Place Place, string Message) Explain(SourceText source, YamlException exception)
    {
        var theirs = exception.Message;
        if (theirs.Contains("tab", StringComparison.Ordinal) && FirstTab(source, (int)exception.Start.Index) is { } tab)
        {
            return (new Place(source, tab, 1), Tab);
        }

        var start = Math.Clamp((int)exception.Start.Index, 0, source.Text.Length);
        var length = Math.Max(1, (int)exception.End.Index - start);
        if (theirs.Contains("flow ", StringComparison.Ordinal) && CutOff(source, start) is { } comment)
        {
            return (comment, "Here a comment begins and cuts off the rest of { … } or [ … ] in this line; quote the text that holds the '#' as a whole.");
        }

        var ours = s_messages.FirstOrDefault(message => theirs.Contains(message.Theirs, StringComparison.OrdinalIgnoreCase)).Ours;
        return (new Place(source, start, length), ours ?? $"This is not YAML: {theirs}");
    }

    /// <summary>A comment in the last line before a place that leaves a brace or a bracket of its line open; null when there is none.</summary>
    private static Place? CutOff(SourceText source, int start)
    {
        for (var line = source.Line(start) - 1; line > 0; line--)
        {
            var (from, to) = (source.LineStart(line), source.LineEnd(line));
            var text = source.Text[from..to];
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var at = text.IndexOf(" #", StringComparison.Ordinal);
            var opens = at < 0 ? 0 : text.AsSpan(0, at).Count('{') + text.AsSpan(0, at).Count('[') - text.AsSpan(0, at).Count('}') - text.AsSpan(0, at).Count(']');
            return opens > 0 && text.AsSpan(at).IndexOfAny('}', ']') >= 0 ? new Place(source, from + at + 1, to - from - at - 1) : null;
        }

        return null;
    }

    /// <summary>The parser lets some tabs pass that others refuse: a file means the same everywhere.</summary>
    public static void RefuseTabs(Place key, Findings findings)
    {
        var lineStart = key.Source.LineStart(key.Source.Line(key.Start));
        var before = key.Source.Text.AsSpan(lineStart..key.Start);
        if (before.IsWhiteSpace() && before.IndexOf('\t') is >= 0 and var tab)
        {
            findings.Error("DQX1103", new Place(key.Source, lineStart + tab, 1), Tab);
        }
    }

    /// <summary>The first tab in the indentation of a line that ends after <paramref name="from"/>.</summary>
    private static int? FirstTab(SourceText source, int from)
    {
        var text = source.Text;
        for (var at = source.LineStart(source.Line(from)); at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var next ? next : text.Length;
            var indentation = text.AsSpan(at..end);
            indentation = indentation[..(indentation.Length - indentation.TrimStart(" \t").Length)];
            if (indentation.IndexOf('\t') is >= 0 and var tab)
            {
                return at + tab;
            }

            at = end + 1;
        }

        return null;
    }
}
