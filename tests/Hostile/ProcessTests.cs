using static Dqx.Hostile.Tests.Rows;

namespace Dqx.Hostile.Tests;

/// <summary>What an extension does to the process around it.</summary>
public sealed class ProcessTests
{
    private static readonly HostileCase[] s_cases =
    [
        Succeeds(30, "Managed") with { InHost = false, Settings = ["timeout: 20s"] },
        Succeeds(30, "Native") with { InHost = false, Settings = ["timeout: 20s"] },
        Succeeds(30, "Log") with { InHost = false, Settings = ["timeout: 20s"] },
        Throws(31, "DisposesHostServices", "") with { InHost = false },
        Throws(31, "LogsThroughAThrowingFormatter", "from the formatter") with { InHost = false },
        Succeeds(31, "AnotherHost"),
        Succeeds(32, "Fault") with { Finding = "DQX2129", Strict = 4, InHost = false },
        Succeeds(33, "AsyncVoid") with { Finding = "DQX2129", Strict = 4, InHost = false },
        Succeeds(33, "RawThread") with { Finding = "DQX2129", Strict = 4, InHost = false },
        Succeeds(33, "Timer") with { Finding = "DQX2129", Strict = 4, InHost = false },
        Succeeds(33, "Finalizer") with { Finding = "DQX2129", Strict = 4, InHost = false },
        Succeeds(33, "MessageThrows") with { Finding = "DQX2129", Strict = 4, InHost = false },
        Succeeds(33, "InTheBcl") with { Finding = "DQX2129", Strict = 4, InHost = false },
        Succeeds(34, "Thread") with { InHost = false },
        Succeeds(34, "FinalizerHangs") with { InHost = false },
        Lost(35, "Exit"),
        Lost(35, "HandlerSetsZero"),
        Lost(35, "HandlerSleeps"),
        Lost(35, "ExitOnAnotherThread"),
        Lost(35, "ExitInInitialize"),
        Lost(35, "ExitInConstructor"),
        Lost(35, "NativeExit") with { Tells = null },
        Succeeds(35, "HandlersOnly") with { InHost = false },
        InWorker(35, "Exit", "DQX2204", "ended"),
        InWorker(35, "NativeExit", "DQX2204", "ended"),
        // A container's limit, as the runtime sees it: the processor fails, and what it held is free again.
        Throws(36, "Managed", "OutOfMemoryException") with { InHost = false, Environment = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "18000000" } },
        InWorker(36, "Managed", "DQX2205", "memory") with { Settings = ["timeout: 20s", "memory_limit: 400MB"] },
        InWorker(36, "Native", "DQX2205", "memory") with { Settings = ["timeout: 20s", "memory_limit: 400MB"] },
        InWorker(37, "StackOverflow", "DQX2204", "SIGABRT"),
        InWorker(37, "AccessViolation", "DQX2204", "SIG"),
        InWorker(37, "FailFast", "DQX2204", "SIGABRT"),
        InWorker(37, "KillsItself", "DQX2204", "SIGKILL"),
        InWorker(37, "Abort", "DQX2204", "SIGABRT"),
        Lost(37, "StackOverflow") with { Codes = [134, 139], Tells = "Bad.Deeper" },
        Lost(37, "AccessViolation") with { Codes = [134, 139], Tells = "Bad.ProcessAsync" },
        Lost(37, "FailFast") with { Codes = [134], Tells = "on purpose" },
        Lost(37, "KillsItself") with { Codes = [137], Tells = null },
        Succeeds(38, "LeaksPerRun"),
        Succeeds(38, "SubscribesToTheProcess") with { InHost = false },
        Succeeds(39, "NotThreadSafe"),
    ];

    public static TheoryData<string> Cases => [.. s_cases.Select(row => row.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_bad_neighbour_harms_nobody_else(string row) => HostileCheck.RunAsync(s_cases.Single(one => one.ToString() == row));
}
