namespace Dqx.Suites.Yaml;

/// <summary>Finds where in the file a part of a scalar's value is written.</summary>
/// <remarks>
/// Value and source are walked side by side: folding and quoting change white space and escapes only, and never the order of the
/// other characters. Where they do not fit each other the scalar as a whole is the place.
/// </remarks>
internal static class ScalarPlaces
{
    public static Place Find(YamlScalar scalar, int offset, int length)
    {
        var place = scalar.Place;
        if (!place.Source.IsFile || Map(scalar) is not { } indexes)
        {
            return place;
        }

        var start = offset < indexes.Length ? indexes[offset] : indexes.Length == 0 ? place.Start : indexes[^1] + 1;
        var last = Math.Clamp(offset + length - 1, 0, Math.Max(0, indexes.Length - 1));
        var end = offset < indexes.Length ? indexes[last] + 1 : start + 1;
        return place with { Start = start, Length = Math.Max(1, end - start) };
    }

    /// <summary>For each character of the value its index in the source; null when they do not fit.</summary>
    private static int[]? Map(YamlScalar scalar)
    {
        var (value, text) = (scalar.Value, scalar.Place.Source.Text);
        var end = scalar.Place.Start + scalar.Place.Length;
        var at = Content(text, scalar.Place.Start, end, out var quote);
        var indexes = new int[value.Length];
        for (var i = 0; i < value.Length; i++)
        {
            at = Skip(text, at, end, quote, isWhite: char.IsWhiteSpace(value[i]));
            if (at >= end)
            {
                return Rest(value, indexes, i, at);
            }

            indexes[i] = at;
            if (quote == '"' && text[at] == '\\')
            {
                var escape = text[at + 1];
                at += Escape(escape);
                if (escape == 'U' && char.IsHighSurrogate(value[i]) && i + 1 < value.Length)
                {
                    indexes[++i] = indexes[i - 1];
                }
            }
            else if (text[at] == value[i] || (char.IsWhiteSpace(text[at]) && char.IsWhiteSpace(value[i])))
            {
                at += quote == '\'' && text[at] == '\'' ? 2 : 1;
            }
            else if (!char.IsWhiteSpace(value[i]))
            {
                return null;
            }
        }

        return indexes;
    }

    /// <summary>The index of the source's next character that can stand for one of the value: folding leaves white space out.</summary>
    private static int Skip(string text, int at, int end, char quote, bool isWhite)
    {
        while (at < end)
        {
            var escape = quote == '"' && text[at] == '\\' ? text[at + 1] : default;
            if (escape is '\r' or '\n')
            {
                // A backslash at the end of a line joins it with what the next line begins with.
                for (at++; at < end && char.IsWhiteSpace(text[at]); at++)
                {
                }
            }
            else if (!isWhite && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (!isWhite && escape is (' ' or '\t' or 't' or 'n' or 'r'))
            {
                at += 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    /// <summary>White space at the end of a block scalar may have no characters of its own.</summary>
    private static int[]? Rest(string value, int[] indexes, int from, int at)
    {
        if (!value.AsSpan(from).IsWhiteSpace())
        {
            return null;
        }

        indexes.AsSpan(from).Fill(Math.Max(0, at - 1));
        return indexes;
    }

    /// <summary>The index of the first character of the content: after an anchor, the quote, or the header of a block.</summary>
    private static int Content(string text, int start, int end, out char quote)
    {
        var at = start;
        if (at < end && text[at] == '&')
        {
            while (at < end && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            while (at < end && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }

        quote = at < end ? text[at] : default;
        switch (quote)
        {
            case '"' or '\'':
                return at + 1;
            case '|' or '>':
                var header = text.IndexOf('\n', at, end - at);
                return header < 0 ? end : header + 1;
            default:
                return at;
        }
    }

    private static int Escape(char kind) => kind switch
    {
        'x' => 4,
        'u' => 6,
        'U' => 10,
        _ => 2,
    };
}
