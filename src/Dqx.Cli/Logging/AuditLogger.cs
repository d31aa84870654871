using Microsoft.Extensions.Logging;

namespace Dqx.Cli.Logging;

/// <summary>Keeps every event in the audit file, and hands it on to the log as well.</summary>
internal sealed class AuditLogger(AuditFile file, ILogger log) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => log.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && state is IEnumerable<KeyValuePair<string, object?>> values)
        {
            file.Append(values);
        }

        log.Log(logLevel, eventId, state, exception, formatter);
    }
}
