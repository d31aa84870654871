namespace Dqx.Hostile.Tests;

/// <summary>From the constructor to the end, and the settings.</summary>
public sealed class LifeTests
{
    private static readonly HostileCase[] s_cases =
    [
        Fails(21, "Throws", "DQX2120", "no licence"),
        Hangs(21, "Hangs"),
        Runs(21, "Slow"),
        Fails(21, "StaticThrows", "DQX2120", "no static"),
        Fails(22, "Throws", "DQX2121", "no connection"),
        Hangs(22, "Hangs"),
        Hangs(22, "AsyncHang"),
        Runs(22, "ReturnsDefault"),
        Fails(22, "ReturnsNull", "DQX2121", "ArgumentNullException"),
        Runs(23, "Throws") with { Tells = "DQX2126" },
        Runs(23, "Hangs") with { Tells = "DQX2126", Settings = ["timeout: 500ms"] },
        Runs(23, "AsyncOnly"),
        Runs(23, "AsyncThrows") with { Tells = "DQX2126" },
        Runs(23, "AsyncHangs") with { Tells = "DQX2126", Settings = ["timeout: 500ms"] },
        Runs(23, "SharedPartThrows") with { Tells = "DQX2126" },
        Refused(24, "Mistyped", "retries") with { Sources = ["Bound.cs"], Settings = ["retries: many"] },
        Refused(24, "Unknown", "retrys") with { Sources = ["Bound.cs"], Settings = ["retrys: 3"] },
        Refused(24, "Required", "endpoint") with { Settings = ["timeout: 1s"] },
        Fails(24, "Secret", "DQX2122", "login failed") with { Phase = "process", Settings = ["password: hunter2hunter2"], Hides = "hunter2hunter2" },
    ];

    public static TheoryData<string> Cases => [.. s_cases.Select(row => row.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_bad_life_harms_nobody_else(string row) => HostileCheck.RunAsync(s_cases.Single(one => one.ToString() == row));

    private static HostileCase Fails(int number, string variant, string id, string says) => new(number, variant) { Phase = "initialize", Id = id, Says = says, Strict = 4 };

    private static HostileCase Runs(int number, string variant) => new(number, variant) { Status = ProcessorStatus.Succeeded, Strict = 0, Settings = ["timeout: 5s"] };

    private static HostileCase Hangs(int number, string variant)
        => new(number, variant) { Status = ProcessorStatus.TimedOut, Phase = "initialize", Id = "DQX2124", Strict = 4, Settings = ["timeout: 500ms"] };

    private static HostileCase Refused(int number, string variant, string tells) => new(number, variant) { Codes = [2], Strict = 2, Tells = tells };
}
