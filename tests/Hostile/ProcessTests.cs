namespace Dqx.Hostile.Tests;

/// <summary>What goes wrong while a run is handled.</summary>
public sealed class ProcessTests
{
    private static readonly HostileCase[] s_cases =
    [
        Throws(25, "Sync", "no route to the pager"),
        Throws(25, "Async", "no route to the pager"),
        Throws(25, "CancelledUnasked", "which nobody had asked for"),
        Throws(25, "CancelledTask", "which nobody had asked for"),
        Throws(25, "NullException", "NullReferenceException"),
        Throws(25, "AsyncVoidOfNull", ""),
        Throws(26, "Aggregate", "and 997 more"),
        Throws(26, "DeepChain", "link 9999"),
        Throws(26, "MessageThrows", "its Message threw"),
        TimesOut(26, "MessageHangs", "DQX2124"),
        Throws(26, "TenMegabytes", "xxx"),
        Throws(26, "ControlCharacters", "gone"),
        Throws(26, "OwnCycle", "its Message threw"),
        TimesOut(27, "AsyncHang", "DQX2124"),
        TimesOut(27, "Sleep", "DQX2124"),
        TimesOut(27, "Spin", "DQX2124") with { InHost = false },
        TimesOut(27, "LockOnHost", "DQX2124") with { InHost = false },
        TimesOut(27, "Deadlock", "DQX2124"),
        TimesOut(27, "BlocksThePool", "DQX2124") with { InHost = false },
        TimesOut(27, "CancellationCallbackHangs", "DQX2124"),
        TimesOut(27, "CancellationCallbackThrows", "DQX2124"),
        InWorker(27, "SpinForEver", "DQX2204", "killed"),
        Throws(28, "ByReflection", "NotSupportedException"),
        Throws(28, "ThroughInterfaces", "NotSupportedException"),
        Succeeds(28, "ByMarshal") with { InHost = false },
        Succeeds(29, "Everything") with { Finding = "DQX2130", InHost = false },
        Succeeds(29, "DirectoryDeleted") with { Finding = "DQX2130", InHost = false },
        Succeeds(29, "WriterThrows") with { Finding = "DQX2130", InHost = false },
        Succeeds(30, "Managed") with { InHost = false, Settings = ["timeout: 20s"] },
        Succeeds(30, "Native") with { InHost = false, Settings = ["timeout: 20s"] },
        Succeeds(30, "Log") with { InHost = false, Settings = ["timeout: 20s"] },
        Throws(31, "DisposesHostServices", "") with { InHost = false },
        Throws(31, "LogsThroughAThrowingFormatter", "from the formatter") with { InHost = false },
        Succeeds(31, "AnotherHost"),
        Succeeds(32, "Fault") with { Finding = "DQX2129", InHost = false },
        Succeeds(33, "AsyncVoid") with { Finding = "DQX2129", InHost = false },
        Succeeds(33, "RawThread") with { Finding = "DQX2129", InHost = false },
        Succeeds(33, "Timer") with { Finding = "DQX2129", InHost = false },
        Succeeds(33, "Finalizer") with { Finding = "DQX2129", InHost = false },
        Succeeds(33, "MessageThrows") with { Finding = "DQX2129", InHost = false },
        Succeeds(33, "InTheBcl") with { Finding = "DQX2129", InHost = false },
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
    public Task A_bad_call_harms_nobody_else(string row) => HostileCheck.RunAsync(s_cases.Single(one => one.ToString() == row));

    private static HostileCase Throws(int number, string variant, string says)
        => new(number, variant) { Phase = "process", Id = "DQX2122", Says = says, Strict = 4 };

    private static HostileCase TimesOut(int number, string variant, string id)
        => new(number, variant) { Status = ProcessorStatus.TimedOut, Phase = "process", Id = id, Says = "time limit of 500ms", Strict = 4, Settings = ["timeout: 500ms"] };

    private static HostileCase Succeeds(int number, string variant)
        => new(number, variant) { Status = ProcessorStatus.Succeeded, Strict = 0, Settings = ["timeout: 5s"] };

    private static HostileCase Lost(int number, string variant)
        => new(number, variant) { Class = HostileClass.Lost, Codes = [70], Tells = "DQX1020", Settings = ["timeout: 10s"] };

    private static HostileCase InWorker(int number, string variant, string id, string says)
        => new(number, variant) { Class = HostileClass.Worker, Phase = "process", Id = id, Says = says, Strict = 4, Settings = ["timeout: 5s"] };
}
