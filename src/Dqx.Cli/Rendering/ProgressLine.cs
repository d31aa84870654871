using Dqx.Cli.Terminal;

namespace Dqx.Cli.Rendering;

/// <summary>One line on a terminal that says what is being read and for how long. Not shown for what is over at once.</summary>
internal sealed class ProgressLine : IProgress<ScanProgress>, IDisposable
{
    private const string Wheel = "|/-\\";
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(120);

    private readonly Lock _lock = new();
    private readonly List<(string Dataset, string? Partition, string Text)> _reading = [];
    private readonly ErrorStream _error;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly ITimer? _timer;
    private readonly string _place;
    private string _what = "planning";
    private int _turn;
    private bool _disposed;

    /// <param name="error">Standard error.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="place">Which of several runs this is; empty for the only one.</param>
    /// <param name="shown">Whether it is wanted.</param>
    public ProgressLine(ErrorStream error, TimeProvider clock, string place, bool shown)
    {
        (_error, _clock, _place) = (error, clock, place);
        _started = clock.GetTimestamp();
        _timer = shown && error.IsTerminal ? clock.CreateTimer(_ => Draw(), null, s_patience, s_tick) : null;
    }

    /// <summary>Whether anybody sees it: otherwise the engine need not be asked how far it is.</summary>
    public bool IsShown => _timer is not null;

    public void Report(ScanProgress value)
    {
        lock (_lock)
        {
            var at = _reading.FindIndex(reading => reading.Dataset == value.Dataset && reading.Partition == value.Partition);
            if (value.Finished && at >= 0)
            {
                _reading.RemoveAt(at);
            }
            else if (!value.Finished && at < 0)
            {
                _reading.Add((value.Dataset, value.Partition, value.Partition is null ? value.Dataset : FormattableString.Invariant($"{value.Dataset} (partition {value.PartitionNumber} of {value.Partitions})")));
            }

            var rows = value.RowsRead == 0 ? "" : FormattableString.Invariant($", {value.RowsRead:N0} rows");
            _what = _reading.Count == 0
                ? "evaluating"
                : FormattableString.Invariant($"reading {string.Join(", ", _reading.Select(reading => reading.Text))} ({value.Done} of {value.Total} done{rows})");
        }
    }

    /// <summary>Says what is done now.</summary>
    public void Say(string what)
    {
        lock (_lock)
        {
            _what = what;
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            _disposed = true;
            _error.ShowProgress(null);
        }
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                var line = $"{Wheel[_turn++ % Wheel.Length]} {_place}{Printable.Line(_what)} {Numbers.Time(_clock.GetElapsedTime(_started))}";
                var width = Screen.Width(isTerminal: true) - 1;
                _error.ShowProgress(line.Length > width ? line[..width] : line);
            }
        }
    }
}
