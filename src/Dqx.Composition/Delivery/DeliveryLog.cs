using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Delivery;

/// <summary>What is logged about deliveries.</summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(2301, LogLevel.Warning, "The delivery journal failed: {Reason}")]
    public static partial void JournalFailed(ILogger logger, string reason);

    [LoggerMessage(2302, LogLevel.Information, "{Instance} took the run of {Date} that was left for it, at attempt {Attempt}")]
    public static partial void LeftOverSent(ILogger logger, string instance, DateOnly date, int attempt);

    [LoggerMessage(2303, LogLevel.Warning, "{Instance} did not take the run of {Date} that was left for it: {Reason}")]
    public static partial void LeftOverFailed(ILogger logger, string instance, DateOnly date, string reason);

    [LoggerMessage(2304, LogLevel.Warning, "The run of {Date} was left for {Instance} for too long and is given up")]
    public static partial void Expired(ILogger logger, DateOnly date, string instance);
}
