namespace Dqx.Cli.Terminal;

/// <summary>Standard error, shared by messages, logs and one line of progress that gives way to them. Safe for concurrent use.</summary>
internal sealed class ErrorStream(TextWriter writer, bool redirected)
{
    private const string EraseLine = "\r\u001b[2K";

    private readonly Lock _lock = new();
    private bool _progressShown;

    /// <summary>Whether a person watches it.</summary>
    public bool IsTerminal { get; } = !redirected;

    public void WriteLine(string line)
    {
        lock (_lock)
        {
            Erase();
            writer.WriteLine(line);
        }
    }

    /// <summary>Shows a line that the next text replaces; null takes it away. Nothing where nobody watches.</summary>
    public void ShowProgress(string? line)
    {
        if (!IsTerminal)
        {
            return;
        }

        lock (_lock)
        {
            Erase();
            writer.Write(line);
            _progressShown = line is not null;
        }
    }

    private void Erase()
    {
        if (_progressShown)
        {
            writer.Write(EraseLine);
            _progressShown = false;
        }
    }
}
