using System.Globalization;

namespace Dqx.Composition.Workers;

/// <summary>How a process ended, in words.</summary>
internal static class WorkerExit
{
    private static readonly string[] s_signals =
    [
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM",
    ];

    /// <summary>The runtime tells a signal as 128 more than its number, as shells do; a process that exits with such a code itself cannot be told apart.</summary>
    public static string Describe(int? exitCode) => exitCode switch
    {
        null => "it closed its connection and did not end",
        > 128 and var code when !OperatingSystem.IsWindows() && code - 128 < s_signals.Length => $"it was ended by {s_signals[code - 128]}{Hint(s_signals[code - 128])}",
        { } code => string.Create(CultureInfo.InvariantCulture, $"it exited with code {code}"),
    };

    private static string Hint(string signal) => signal switch
    {
        "SIGKILL" => ", which the host did not send: by itself, by a person, or by the kernel for want of memory",
        "SIGSEGV" or "SIGBUS" => ", a fault in native code",
        _ => "",
    };
}
