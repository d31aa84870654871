namespace Dqx.Suites.Yaml;

/// <summary>A text whose places are told to the user: a suite file, or one setting from the command line or the environment.</summary>
/// <param name="name">The file as its user calls it, or what the setting is called.</param>
/// <param name="text">The text.</param>
/// <param name="isFile">Whether places in it are shown: a setting from outside may be a secret, so it is only named.</param>
internal sealed class SourceText(string name, string text, bool isFile = true)
{
    private readonly Lazy<List<int>> _lineStarts = new(() => LineStarts(text));

    public string Name { get; } = name;

    public string Text { get; } = text;

    public bool IsFile { get; } = isFile;

    /// <summary>1-based line and column of a 0-based index; a column is a character, also where UTF-16 needs two units.</summary>
    public (int Line, int Column) Position(int index)
    {
        var line = Line(index);
        var column = 1;
        foreach (var _ in Text.AsSpan(LineStart(line)..Math.Clamp(index, 0, Text.Length)).EnumerateRunes())
        {
            column++;
        }

        return (line, column);
    }

    /// <summary>The 1-based line of an index.</summary>
    public int Line(int index)
    {
        var found = _lineStarts.Value.BinarySearch(Math.Clamp(index, 0, Text.Length));
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>The index of the first character of a 1-based line.</summary>
    public int LineStart(int line) => _lineStarts.Value[line - 1];

    /// <summary>The index after the last character of a 1-based line, its break not counted.</summary>
    public int LineEnd(int line)
    {
        var end = line < _lineStarts.Value.Count ? _lineStarts.Value[line] : Text.Length;
        while (end > LineStart(line) && Text[end - 1] is '\n' or '\r')
        {
            end--;
        }

        return end;
    }

    private static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return starts;
    }
}
