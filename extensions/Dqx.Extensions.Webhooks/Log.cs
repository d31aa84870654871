using Microsoft.Extensions.Logging;

namespace Dqx.Extensions.Webhooks;

/// <summary>What the webhook logs.</summary>
internal static partial class Log
{
    [LoggerMessage(6201, LogLevel.Information, "Posted run {RunId} to {Receiver} ({Bytes} bytes)")]
    public static partial void Posted(ILogger logger, Guid runId, string receiver, int bytes);

    [LoggerMessage(6202, LogLevel.Information, "{Receiver} answered {Status} and asks to wait {Seconds} s; waiting")]
    public static partial void Waiting(ILogger logger, string receiver, int status, double seconds);

    [LoggerMessage(6203, LogLevel.Warning, "The document of run {RunId} is larger than max_bytes ({MaxBytes}); a summary was posted")]
    public static partial void Summarised(ILogger logger, Guid runId, int maxBytes);
}
