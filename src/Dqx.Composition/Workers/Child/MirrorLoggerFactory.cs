using Dqx.Composition.Workers.Protocol;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Workers.Child;

/// <summary>The log that an extension in a worker gets: what is worth it goes to the host, and not more in a second than the host takes.</summary>
internal sealed class MirrorLoggerFactory(FrameWriter toHost, LogLevel lowest) : ILoggerFactory
{
    private const int PerSecond = 1_000;

    private readonly RateGate _gate = new(PerSecond);

    public ILogger CreateLogger(string categoryName) => new MirrorLogger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("In a worker the log goes to the host and nowhere else.");

    public void Dispose()
    {
        // It lives as long as the process.
    }

    private sealed class MirrorLogger(MirrorLoggerFactory factory, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= factory.Lowest;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && factory._gate.TryPass(out var dropped))
            {
                factory.ToHost.Write(new LogRecord
                {
                    Category = category,
                    Level = logLevel,
                    EventId = eventId,
                    Message = formatter(state, exception),
                    Exception = exception?.ToString(),
                    State = state is IEnumerable<KeyValuePair<string, object?>> pairs ? [.. pairs] : [],
                    Dropped = dropped,
                });
            }
        }
    }

    private LogLevel Lowest => lowest;

    private FrameWriter ToHost => toHost;
}
