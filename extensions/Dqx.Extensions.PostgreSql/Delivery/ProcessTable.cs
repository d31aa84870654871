namespace Dqx.Extensions.PostgreSql.Delivery;

/// <summary>Tells the processes of this machine, or of this container, from those of others: names of machines repeat, and so do numbers of processes.</summary>
internal static class ProcessTable
{
    /// <summary>The boot of the machine and the space of process numbers in it; null where the system does not say, which is all but Linux.</summary>
    public static string? Id { get; } = Read();

    private static string? Read()
    {
        try
        {
            return OperatingSystem.IsLinux() && new FileInfo("/proc/self/ns/pid").LinkTarget is { } space ? $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}/{space}" : null;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // A lease of this machine then ends by time alone, as one of another machine does.
            return null;
        }
    }
}
