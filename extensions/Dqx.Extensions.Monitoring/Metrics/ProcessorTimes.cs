using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Dqx.Extensions.Monitoring.Metrics;

/// <summary>Listens to the host, which measures every call of a processor. In a worker there is no host to listen to.</summary>
/// <remarks>A run is handed over before the host knows how all of its processors ended: those that came before in this process are known.</remarks>
internal sealed class ProcessorTimes : IDisposable
{
    private const string MeterName = "Dqx";
    private const string InstrumentName = "dqx.processor.duration";
    private const string Phase = "process";
    private const int Most = 100;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, ProcessorTime> _last = new(StringComparer.Ordinal);

    public ProcessorTimes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: InstrumentName, Meter.Name: MeterName })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>(Note);
        _listener.Start();
    }

    /// <summary>The last call of each processor.</summary>
    public IEnumerable<ProcessorTime> Last => _last.Values.OrderBy(time => time.Name, StringComparer.Ordinal);

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var (name, phase, outcome) = ("", "", "");
        foreach (var (key, value) in tags)
        {
            (name, phase, outcome) = (key, value) switch
            {
                ("name", string text) => (text, phase, outcome),
                ("phase", string text) => (name, text, outcome),
                ("outcome", string text) => (name, phase, text),
                _ => (name, phase, outcome),
            };
        }

        if (phase == Phase && (_last.Count < Most || _last.ContainsKey(name)))
        {
            _last[name] = new ProcessorTime(name, outcome, seconds);
        }
    }
}

/// <summary>A call of a processor.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Outcome">How it ended, such as <c>succeeded</c>.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record ProcessorTime(string Name, string Outcome, double Seconds);
