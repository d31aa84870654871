namespace Dqx.Extensions.Reports.Files;

/// <summary>Says why a file cannot be written and what to do.</summary>
internal static class WriteFailure
{
    // What .NET passes on of Linux (ENOSPC, EDQUOT), macOS (EDQUOT) and Windows (disk full, twice).
    private static readonly int[] s_full = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    // EWOULDBLOCK of Linux and macOS; a sharing or lock violation of Windows.
    private static readonly int[] s_held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>Whether another process has the file for itself.</summary>
    public static bool IsHeld(IOException failure) => s_held.Contains(failure.HResult);

    public static DqxException Of(Exception failure, ReportPlace place)
        => failure switch
        {
            _ when s_full.Contains(failure.HResult) => new DqxException("DQX6502", $"{place} cannot be written: the disk is full; make room. What was there before is as it was.", failure),
            _ when Directory.Exists(place.Path) => new DqxException("DQX6501", $"{place} is a folder; name a file in it.", failure),
            _ when FileInTheWay(place.Path) is { } file => new DqxException("DQX6501", $"{place} cannot be written: {place.Redact(file)} is a file, not a folder; give another path.", failure),
            UnauthorizedAccessException => new DqxException("DQX6501", $"{place} cannot be written: permission denied; make the file and its folder writable, or give another path.", failure),
            _ => new DqxException("DQX6501", $"{place} cannot be written ({place.Redact(failure.Message)}); give a path whose folder can be created and written to.", failure),
        };

    private static string? FileInTheWay(string path)
    {
        var parent = Path.GetDirectoryName(path);
        while (parent is not null && !Path.Exists(parent))
        {
            parent = Path.GetDirectoryName(parent);
        }

        return File.Exists(parent) ? parent : null;
    }
}
