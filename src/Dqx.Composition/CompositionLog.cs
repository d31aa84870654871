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
}
