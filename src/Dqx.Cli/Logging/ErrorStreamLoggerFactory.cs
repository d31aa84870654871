using System.Globalization;
using Dqx.Cli.Rendering;
using Dqx.Cli.Terminal;
using Microsoft.Extensions.Logging;

namespace Dqx.Cli.Logging;

/// <summary>Logs to standard error, one line per event, above the line of progress.</summary>
/// <remarks>A factory of its own and not a provider: with one destination there is nothing to compose, and a short run is shorter
/// without the options and the container that LoggerFactory brings.</remarks>
internal sealed class ErrorStreamLoggerFactory(ErrorStream error, TimeProvider clock, bool verbose) : ILoggerFactory
{
    /// <summary>Where decisions about extensions are kept besides; null for nowhere.</summary>
    public AuditFile? Audit { get; init; }

    public ILogger CreateLogger(string categoryName)
    {
        var logger = new ErrorStreamLogger(this, categoryName, LevelOf(categoryName));
        return Audit is not null && categoryName == AuditFile.Category ? new AuditLogger(Audit, logger) : logger;
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The command line logs to standard error only.");

    public void Dispose()
    {
        // The stream belongs to the process.
    }

    /// <summary>What the host says about its processors stands in every summary already.</summary>
    private LogLevel LevelOf(string category)
        => verbose ? LogLevel.Debug
            : category is "Dqx.Processors" || category.StartsWith("Dqx.Composition", StringComparison.Ordinal) ? LogLevel.None
            : LogLevel.Warning;

    private sealed class ErrorStreamLogger(ErrorStreamLoggerFactory factory, string category, LogLevel level) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= level && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                factory.Write(logLevel, category, formatter(state, exception), exception);
            }
        }
    }

    private void Write(LogLevel level, string category, string message, Exception? exception)
    {
        var time = clock.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        error.WriteLine(Printable.Line($"{time} {Word(level)} {category}: {message}"));
        if (exception is not null)
        {
            error.WriteLine(string.Join('\n', Printable.Lines(exception.ToString()).Select(line => "  " + line)));
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
