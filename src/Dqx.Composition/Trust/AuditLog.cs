using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Trust;

/// <summary>The audit log: one entry for every decision to load an extension or not.</summary>
internal static partial class AuditLog
{
    [LoggerMessage(EventId = 2300, Level = LogLevel.Information, Message = "Extension {Extension} ({Path}, version {Version}, sha256 {Hash}): {Decision}")]
    public static partial void Decided(ILogger logger, string extension, string path, string version, string hash, string decision);
}
