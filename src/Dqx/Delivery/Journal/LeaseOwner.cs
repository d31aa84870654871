using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Dqx.Delivery;

/// <summary>A process that makes deliveries.</summary>
/// <param name="Machine">The machine's name.</param>
/// <param name="ProcessId">The process's number there.</param>
/// <param name="StartedAt">When it began: numbers are used again.</param>
public sealed record LeaseOwner(string Machine, int ProcessId, DateTimeOffset StartedAt)
{
    /// <summary>This process.</summary>
    public static LeaseOwner Current { get; } = Of(Process.GetCurrentProcess());

    /// <summary>Whether it has certainly ended. Processes of other machines may always be alive.</summary>
    public bool HasEnded()
    {
        if (Machine != Environment.MachineName)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return (Of(process).StartedAt - StartedAt).Duration() > TimeSpan.FromSeconds(2);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return true;
        }
        catch (Exception hidden) when (hidden is Win32Exception or NotSupportedException)
        {
            // Somebody else's process: it is there.
            return false;
        }
    }

    /// <summary><c>machine/123/2026-11-20T12:00:00.0000000Z</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine}/{ProcessId}/{StartedAt.UtcDateTime:O}");

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static LeaseOwner? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        return parts.Length == 3
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && DateTimeOffset.TryParseExact(parts[2], "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var started)
                ? new LeaseOwner(parts[0], id, started)
                : null;
    }

    private static LeaseOwner Of(Process process) => new(Environment.MachineName, process.Id, new DateTimeOffset(process.StartTime.ToUniversalTime()));
}
