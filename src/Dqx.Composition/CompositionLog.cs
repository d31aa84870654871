using Microsoft.Extensions.Logging;

namespace Dqx.Composition;

/// <summary>Everything that composition and the pipeline log; the event ids are the diagnostics' numbers where there is one.</summary>
internal static partial class CompositionLog
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Debug, Message = "Extension {Extension} was loaded in {Milliseconds:0.0} ms")]
    public static partial void Loaded(ILogger logger, string extension, double milliseconds);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "Processor {Processor} was initialised in {Milliseconds:0.0} ms")]
    public static partial void Initialized(ILogger logger, string processor, double milliseconds);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Information, Message = "Processor {Processor} took the run in {Milliseconds:0.0} ms")]
    public static partial void Processed(ILogger logger, string processor, double milliseconds);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Error, Message = "{Subject} failed in phase {Phase} after {Milliseconds:0.0} ms ({DiagnosticId}): {Error}")]
    public static partial void Failed(ILogger logger, string subject, string phase, double milliseconds, string diagnosticId, string error);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Error, Message = "{Subject} exceeded its time limit in phase {Phase} after {Milliseconds:0.0} ms ({DiagnosticId}): {Error}")]
    public static partial void TimedOut(ILogger logger, string subject, string phase, double milliseconds, string diagnosticId, string error);

    [LoggerMessage(EventId = 2006, Level = LogLevel.Warning, Message = "A callback on a cancelled token threw: {Error}")]
    public static partial void CancellationCallbackThrew(ILogger logger, string error);

    [LoggerMessage(EventId = 2007, Level = LogLevel.Debug, Message = "{Subject} was disposed in {Milliseconds:0.0} ms")]
    public static partial void Disposed(ILogger logger, string subject, double milliseconds);

    [LoggerMessage(EventId = 2008, Level = LogLevel.Information, Message = "The extensions were reloaded; {Processors} processors take the next run")]
    public static partial void Reloaded(ILogger logger, int processors);

    [LoggerMessage(EventId = 2131, Level = LogLevel.Warning, Message = "{Finding} (DQX2131)")]
    public static partial void NotCollected(ILogger logger, string finding);

    [LoggerMessage(EventId = 2201, Level = LogLevel.Debug, Message = "The worker of {Processor} (process {ProcessId}) greeted after {Milliseconds:0.0} ms")]
    public static partial void WorkerGreeted(ILogger logger, string processor, int processId, double milliseconds);

    [LoggerMessage(EventId = 2202, Level = LogLevel.Debug, Message = "The worker of {Processor} (process {ProcessId}) is gone: {Exit}")]
    public static partial void WorkerGone(ILogger logger, string processor, int processId, string exit);

    [LoggerMessage(EventId = 2203, Level = LogLevel.Warning, Message = "The worker of {Processor} had ended between two runs and is started again: {Reason}")]
    public static partial void WorkerRestarts(ILogger logger, string processor, string reason);

    [LoggerMessage(EventId = 2204, Level = LogLevel.Information, Message = "{Processor} wrote: {Line}")]
    public static partial void WorkerWrote(ILogger logger, string processor, string line);

    [LoggerMessage(EventId = 2205, Level = LogLevel.Warning, Message = "{Processor} wrote more lines than the log takes; {Count} of them were left out")]
    public static partial void WorkerLinesDropped(ILogger logger, string processor, long count);

    [LoggerMessage(EventId = 2206, Level = LogLevel.Warning, Message = "{Processor} logged more records than the log takes; {Count} of them were left out")]
    public static partial void WorkerRecordsDropped(ILogger logger, string processor, long count);

    [LoggerMessage(EventId = 2207, Level = LogLevel.Warning, Message = "The kernel does not enforce memory_limit of {Processor} on this platform; only the managed heap is limited")]
    public static partial void MemoryLimitNotEnforced(ILogger logger, string processor);
}
