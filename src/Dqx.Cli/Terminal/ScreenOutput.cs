using System.Text;
using Spectre.Console;

namespace Dqx.Cli.Terminal;

/// <summary>A writer of a known width. Spectre's own output asks System.Console, which reads the terminal's database for it.</summary>
internal sealed class ScreenOutput(TextWriter writer, bool isTerminal, int width) : IAnsiConsoleOutput
{
    public TextWriter Writer { get; } = writer;

    public bool IsTerminal { get; } = isTerminal;

    public int Width { get; } = width;

    /// <summary>Nothing that is drawn depends on it.</summary>
    public int Height => 24;

    public void SetEncoding(Encoding encoding)
    {
        // The stream is UTF-8 from the beginning.
    }
}
