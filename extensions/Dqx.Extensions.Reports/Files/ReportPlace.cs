namespace Dqx.Extensions.Reports.Files;

/// <summary>Where a report goes.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Redact">Takes secrets out of a text: a path may come out of <c>${…}</c>, and what does is shown nowhere.</param>
internal sealed record ReportPlace(string Path, Func<string, string> Redact)
{
    /// <summary>Whether it is where the system keeps devices, of which none is a file to be replaced.</summary>
    public bool IsDevice
        => !OperatingSystem.IsWindows()
            && (Path.StartsWith("/dev/", StringComparison.Ordinal) || Path.StartsWith("/proc/", StringComparison.Ordinal))
            && !Path.StartsWith("/dev/shm/", StringComparison.Ordinal);

    /// <summary>As it is called in messages.</summary>
    public override string ToString() => Redact(Path);
}
