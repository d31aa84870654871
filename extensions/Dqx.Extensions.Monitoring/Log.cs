using Microsoft.Extensions.Logging;

namespace Dqx.Extensions.Monitoring;

/// <summary>What the processor logs.</summary>
internal static partial class Log
{
    [LoggerMessage(6401, LogLevel.Information, "Sent {Samples} values of run {RunId} to {Receiver}")]
    public static partial void Sent(ILogger logger, int samples, Guid runId, string receiver);

    [LoggerMessage(6402, LogLevel.Warning, "Run {RunId} has values of {Assertions} assertions; those of the first {Most} are sent. Raise max_assertion_values for more")]
    public static partial void Capped(ILogger logger, Guid runId, int assertions, int most);
}
