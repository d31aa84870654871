using Microsoft.Extensions.Logging;

namespace Dqx.Extensions.EmailAlerts;

/// <summary>What the alerts log.</summary>
internal static partial class Log
{
    [LoggerMessage(6301, LogLevel.Information, "Mailed run {RunId} to {Recipients} recipients by {Server}: {Subject}")]
    public static partial void Sent(ILogger logger, Guid runId, int recipients, string server, string subject);

    [LoggerMessage(6302, LogLevel.Information, "Run {RunId} has no failure or error of {Severities}; nothing was mailed")]
    public static partial void NothingToSay(ILogger logger, Guid runId, string severities);

    [LoggerMessage(6303, LogLevel.Warning, "{Server} refuses {Refused} for good; the mail went to the others. Correct to_emails")]
    public static partial void SomeRefused(ILogger logger, string server, string refused);
}
