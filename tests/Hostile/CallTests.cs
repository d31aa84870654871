using static Dqx.Hostile.Tests.Rows;

namespace Dqx.Hostile.Tests;

/// <summary>What a processor does with the run, the calls and what belongs to everybody.</summary>
public sealed class CallTests
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
        InWorker(27, "SpinForEver", "DQX2123", "its worker process had to be killed") with { Status = ProcessorStatus.TimedOut },
        Throws(28, "ByReflection", "NotSupportedException"),
        Throws(28, "ThroughInterfaces", "NotSupportedException"),
        Succeeds(28, "ByMarshal") with { InHost = false },
        Succeeds(29, "Everything") with { Finding = "DQX2130", InHost = false },
        Succeeds(29, "DirectoryDeleted") with { Finding = "DQX2130", InHost = false },
        Succeeds(29, "WriterThrows") with { Finding = "DQX2130", InHost = false },
    ];

    public static TheoryData<string> Cases => [.. s_cases.Select(row => row.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_bad_call_harms_nobody_else(string row) => HostileCheck.RunAsync(s_cases.Single(one => one.ToString() == row));
}
