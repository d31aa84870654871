using Dqx.Composition.Workers.Protocol;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Workers;

/// <summary>Writes into the host's log what a worker logs and prints: redacted, and not more than the host can take.</summary>
internal sealed class WorkerLog
{
    public const string Category = "Dqx.Worker";

    private const int MostCategories = 100;
    private const int PerSecond = 1_000;
    private const int LongestLine = 2_000;

    private readonly ILoggerFactory _factory;
    private readonly string _instance;
    private readonly Func<string, string> _redact;
    private readonly RateGate _records = new(PerSecond);
    private readonly RateGate _lines = new(PerSecond);
    private readonly Dictionary<string, ILogger> _loggers = new(StringComparer.Ordinal);

    public WorkerLog(ILoggerFactory factory, string instance, Func<string, string> redact)
    {
        _factory = factory;
        _instance = instance;
        _redact = redact;
        Own = factory.CreateLogger(Category);
    }

    /// <summary>For what the host itself has to say about the worker.</summary>
    public ILogger Own { get; }

    /// <summary>Called by one thread.</summary>
    public void Mirror(LogRecord record)
    {
        if (!_records.TryPass(out var dropped))
        {
            return;
        }

        if (dropped + record.Dropped > 0)
        {
            CompositionLog.WorkerRecordsDropped(Own, _instance, dropped + record.Dropped);
        }

        var state = record.State.Select(pair => pair.Value is string text ? KeyValuePair.Create(pair.Key, (object?)_redact(text)) : pair)
            .Append(KeyValuePair.Create("Processor", (object?)_instance)).ToArray();
        var exception = record.Exception is { } text ? new MirroredException(_redact(text)) : null;
        var message = _redact(record.Message);
        Logger(record.Category).Log(record.Level, record.EventId, state, exception, (_, _) => message);
    }

    /// <summary>Called by another thread.</summary>
    public void Print(string line)
    {
        if (_lines.TryPass(out var dropped))
        {
            if (dropped > 0)
            {
                CompositionLog.WorkerLinesDropped(Own, _instance, dropped);
            }

            var shown = OneLine.Of(_redact(line), LongestLine);
            CompositionLog.WorkerWrote(Own, _instance, shown);
        }
    }

    /// <summary>Says how much was dropped at the end, when nothing more comes.</summary>
    public void Close()
    {
        if (_records.TakeDropped() is > 0 and var records)
        {
            CompositionLog.WorkerRecordsDropped(Own, _instance, records);
        }

        if (_lines.TakeDropped() is > 0 and var lines)
        {
            CompositionLog.WorkerLinesDropped(Own, _instance, lines);
        }
    }

    /// <summary>A factory keeps a logger of every category for good; a worker may make them up.</summary>
    private ILogger Logger(string category)
    {
        if (!_loggers.TryGetValue(category, out var logger))
        {
            if (_loggers.Count >= MostCategories)
            {
                return Own;
            }

            _loggers[category] = logger = _factory.CreateLogger(category);
        }

        return logger;
    }
}
