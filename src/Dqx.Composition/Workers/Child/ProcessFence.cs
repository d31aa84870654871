using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Dqx.Composition.Workers.Child;

/// <summary>What a worker does to its own process, so that the kernel keeps it within bounds. Nothing of it can be undone by an extension without privileges.</summary>
[ExcludeFromCodeCoverage(Justification = "Changes its process, so that it runs in processes of its own, whose coverage is not counted.")]
internal static class ProcessFence
{
    // Numbers of Linux.
    private const int DataLimit = 2;
    private const int CoreLimit = 4;
    private const int SignalWhenParentDies = 1;

    /// <summary>Higher than the host's: when the machine runs out of memory, the kernel takes the worker first.</summary>
    private const string KillMeFirst = "500";

    /// <summary>Leads a process group, so that it can be ended with what it starts, and dies with its host.</summary>
    public static void Raise()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Fails where it leads a group already, which is just as well.
        _ = NativeMethods.NewSession();
        if (OperatingSystem.IsLinux())
        {
            _ = NativeMethods.ProcessControl(SignalWhenParentDies, NativeMethods.SignalKill, 0, 0, 0);
        }
    }

    /// <summary>What can wait until the host was greeted.</summary>
    public static void Complete()
    {
        if (OperatingSystem.IsLinux())
        {
            // A core would hold the settings, secrets included.
            _ = NativeMethods.SetLimit(CoreLimit, default);
            TryWrite("/proc/self/oom_score_adj", KillMeFirst);
        }
    }

    /// <summary>From here on the kernel refuses private memory that goes beyond what the process has now by more than the limit.</summary>
    /// <remarks>RLIMIT_DATA, as RLIMIT_AS kills the runtime, which reserves far more than it uses.</remarks>
    /// <exception cref="IOException">The kernel refused.</exception>
    public static void LimitMemory(long bytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var limit = (ulong)(DataInUse() + bytes);
        if (NativeMethods.SetLimit(DataLimit, new NativeMethods.ResourceLimit { Soft = limit, Hard = limit }) != 0)
        {
            throw new IOException("The kernel refused the memory limit.");
        }
    }

    /// <summary>The line <c>VmData:   12345 kB</c> of the process's status: what RLIMIT_DATA counts.</summary>
    public static long DataInUse()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmData:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan("VmData:".Length).Trim(" \tkB"), CultureInfo.InvariantCulture) * 1_024;
    }

    private static void TryWrite(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A container without a writable /proc. It only decides who goes first.
        }
    }
}
