namespace Dqx.Extensions.Reports.Files;

/// <summary>Where a report goes.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Redact">Takes secrets out of a text: a path may come out of <c>${…}</c>, and what does is shown nowhere.</param>
internal sealed record ReportPlace(string Path, Func<string, string> Redact)
{
    /// <summary>Whether it is where the system keeps devices, of which none is a file to be replaced.</summary>
    public bool IsDevice => IsDevicePath(Path);

    /// <summary>The file itself: a link stays a link, and what it leads to is written.</summary>
    /// <exception cref="DqxException">It leads to a device.</exception>
    public string Target()
    {
        var target = new FileInfo(Path).LinkTarget is null ? Path : File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path;
        return IsDevicePath(target) ? throw new DqxException("DQX6501", $"{this} leads to a device, and a report is a file; give another path.") : target;
    }

    /// <summary>As it is called in messages.</summary>
    public override string ToString() => Redact(Path);

    private static bool IsDevicePath(string path)
        => !OperatingSystem.IsWindows()
            && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal))
            && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
