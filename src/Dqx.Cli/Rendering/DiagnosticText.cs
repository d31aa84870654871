using System.Globalization;
using System.Text;

namespace Dqx.Cli.Rendering;

/// <summary>A finding as compilers show it: the place, the message, and the line with a caret under the column.</summary>
internal sealed class DiagnosticText
{
    private const int WidestLine = 160;

    private readonly Dictionary<string, string[]?> _files = new(StringComparer.Ordinal);

    /// <summary>One or three lines, safe for a terminal.</summary>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="folder">Paths below it are shown relative to it.</param>
    public IEnumerable<string> Of(Diagnostic diagnostic, string folder)
    {
        var file = diagnostic.File is { } path ? Shorten(path, folder) : null;
        yield return string.Join('\n', Printable.Lines((diagnostic with { File = file }).ToString()));
        if (diagnostic is { File: { } source, Line: { } line, Column: { } column } && LineOf(source, line) is { } text && column <= text.Length + 1)
        {
            var number = line.ToString(CultureInfo.InvariantCulture);
            var from = Math.Max(0, column - 1 - (WidestLine / 2));
            var shown = text[from..Math.Min(text.Length, from + WidestLine)];
            yield return $"  {number} | {Printable.Line(shown)}";
            yield return $"  {new string(' ', number.Length)} | {Indent(shown, column - 1 - from)}^";
        }
    }

    private static string Shorten(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    /// <summary>As wide as the escaped text before the caret.</summary>
    private static string Indent(string text, int length)
        => new(' ', Printable.Line(text[..Math.Min(length, text.Length)]).EnumerateRunes().Sum(Cells));

    private static int Cells(Rune rune)
        => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : Math.Max(0, Spectre.Console.Rendering.Segment.CellCount([new Spectre.Console.Rendering.Segment(rune.ToString())]));

    private string? LineOf(string file, int line)
    {
        if (!_files.TryGetValue(file, out var lines))
        {
            lines = _files[file] = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n') : null;
        }

        return lines is not null && line >= 1 && line <= lines.Length ? lines[line - 1] : null;
    }
}
