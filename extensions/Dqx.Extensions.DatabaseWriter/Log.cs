using Microsoft.Extensions.Logging;

namespace Dqx.Extensions.DatabaseWriter;

/// <summary>What the writer logs.</summary>
internal static partial class Log
{
    [LoggerMessage(6101, LogLevel.Information, "Wrote run {RunId} with {Results} results and {Symbols} symbols to {Database}")]
    public static partial void Written(ILogger logger, Guid runId, int results, int symbols, string database);

    [LoggerMessage(6102, LogLevel.Information, "Run {RunId} is in {Database} already; nothing was written")]
    public static partial void AlreadyThere(ILogger logger, Guid runId, string database);
}
