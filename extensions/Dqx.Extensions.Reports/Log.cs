using Microsoft.Extensions.Logging;

namespace Dqx.Extensions.Reports;

/// <summary>What reports log.</summary>
internal static partial class Log
{
    [LoggerMessage(6501, LogLevel.Information, "Wrote the {Kind} report of run {RunId} to {Path} ({Bytes} bytes)")]
    public static partial void Written(ILogger logger, ReportKind kind, Guid runId, string path, int bytes);

    [LoggerMessage(6502, LogLevel.Information, "The {Kind} report of run {RunId} is in {Path} already; nothing was written")]
    public static partial void AlreadyThere(ILogger logger, ReportKind kind, Guid runId, string path);
}
