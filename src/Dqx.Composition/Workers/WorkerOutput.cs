using System.Text;

namespace Dqx.Composition.Workers;

/// <summary>What a worker writes to standard output and error, line by line: for the log as it comes, and the last words for the report. Bounded, whatever it writes.</summary>
internal sealed class WorkerOutput(Action<string> write)
{
    private const int LongestLine = 4_000;
    private const int MostLines = 3;

    /// <summary>With these the runtime begins to say why it ends the process; what follows is a stack.</summary>
    private static readonly string[] s_verdicts =
        ["Unhandled exception", "Stack overflow", "Process terminated", "Fatal error", "Out of memory", "System.OutOfMemoryException", "Failed to create", "GC heap initialization failed"];

    private readonly Lock _gate = new();
    private readonly Queue<string> _last = [];
    private readonly byte[] _line = new byte[LongestLine];
    private string? _verdict;
    private bool _verdictGoesOn;
    private int _length;

    /// <summary>The runtime's verdict where there is one, else the last lines; empty when nothing was written.</summary>
    public string LastWords
    {
        get
        {
            lock (_gate)
            {
                return _verdict ?? string.Join(" | ", _last);
            }
        }
    }

    /// <summary>Reads to the end of the stream.</summary>
    public void Read(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        while (stream.Read(buffer) is > 0 and var read)
        {
            Add(buffer.AsSpan(0, read));
        }

        EndLine();
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            // What is beyond the longest line is lost.
            part = part[..Math.Min(part.Length, LongestLine - _length)];
            part.CopyTo(_line.AsSpan(_length));
            _length += part.Length;
            if (end < 0)
            {
                return;
            }

            EndLine();
            bytes = bytes[(end + 1)..];
        }
    }

    private void EndLine()
    {
        var line = Encoding.UTF8.GetString(_line, 0, _length).TrimEnd();
        _length = 0;
        if (line.Length == 0)
        {
            return;
        }

        lock (_gate)
        {
            Judge(line);
            _last.Enqueue(line);
            if (_last.Count > MostLines)
            {
                _last.Dequeue();
            }
        }

        write(line);
    }

    /// <summary>"Process terminated." and "Fatal error." say the reason on their next line; what is indented is a stack.</summary>
    private void Judge(string line)
    {
        if (_verdictGoesOn)
        {
            _verdict += char.IsWhiteSpace(line[0]) || line.StartsWith("Repeat", StringComparison.Ordinal) ? "" : $" {line}";
            _verdictGoesOn = false;
        }
        else if (_verdict is null && s_verdicts.Any(start => line.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
        {
            (_verdict, _verdictGoesOn) = (line, true);
        }
    }
}
