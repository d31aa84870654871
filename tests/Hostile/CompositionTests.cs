namespace Dqx.Hostile.Tests;

/// <summary>Parts, metadata, names, order, and code that runs before any constructor.</summary>
public sealed class CompositionTests
{
    private static readonly HostileCase[] s_cases =
    [
        Fails(14, "MissingImport", "compose", "DQX2021"),
        Fails(14, "PrivateConstructor", "inspect", "DQX2104"),
        Fails(14, "NoConstructor", "inspect", "DQX2104"),
        Fails(14, "Cycle", "compose", "DQX2021"),
        Fails(14, "Abstract", "inspect", "DQX2105"),
        Fails(15, "NotTheContract", "inspect", "DQX2103"),
        Runs(16, "MissingBase") with { Arrange = MissingBase },
        Fails(16, "MissingBaseItself", "compose", "DQX2022") with { Arrange = MissingBase, Name = "other", Strict = null },
        Fails(17, "Missing", "inspect", "DQX2102"),
        Fails(17, "Null", "inspect", "DQX2102"),
        Fails(17, "Empty", "inspect", "DQX2102"),
        Fails(17, "Mistyped", "inspect", "DQX2102"),
        Fails(17, "Doubled", "inspect", "DQX2102"),
        Fails(17, "ThrowingGetter", "compose", "DQX2021"),
        Fails(18, "Duplicate", "verify", "DQX2106") with
        {
            Name = "ZBad", Settings = null, Strict = null, Arrange = catalog => catalog.WriteBytes("extensions/ZBad/ZBad.dll", HostileCatalog.Compile("ZBad", ["18-names/Duplicate.cs"])),
        },
        Fails(18, "CaseOnly", "inspect", "DQX2102"),
        Runs(18, "BuiltIn") with { Name = "db_writer", Settings = null, Strict = null },
        Runs(19, "Equal"),
        Runs(19, "Minimum"),
        Runs(19, "Maximum"),
        Fails(19, "Cycle", "verify", "DQX2107") with { Finding = "DQX2107" },
        Fails(19, "AfterItself", "verify", "DQX2107") with { Finding = "DQX2107" },
        Runs(19, "UnknownNeighbour") with { Finding = "DQX2108" },
        Fails(20, "ModuleInitializerThrows", "compose", "DQX2021"),
        Hangs(20, "ModuleInitializerHangs", "compose"),
        Runs(20, "ModuleInitializerWrites"),
        Fails(20, "AttributeThrows", "compose", "DQX2021"),
        Hangs(20, "AttributeHangs", "compose"),
        Runs(20, "AttributeWrites"),
    ];

    public static TheoryData<string> Cases => [.. s_cases.Select(row => row.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_bad_part_harms_nobody_else(string row) => HostileCheck.RunAsync(s_cases.Single(one => one.ToString() == row));

    private static HostileCase Fails(int number, string variant, string phase, string id) => new(number, variant) { Phase = phase, Id = id, Strict = 4 };

    private static HostileCase Runs(int number, string variant) => new(number, variant) { Status = ProcessorStatus.Succeeded, Strict = 0 };

    private static HostileCase Hangs(int number, string variant, string phase)
        => new(number, variant) { Status = ProcessorStatus.TimedOut, Phase = phase, Id = "DQX2124", Strict = 4, Settings = ["timeout: 500ms"] };

    private static void MissingBase(HostileCatalog catalog)
        => catalog.WriteBytes("extensions/Bad/Bad.dll", HostileCatalog.Compile("Bad", ["16-missing-base/MissingBase.cs"], HostileCatalog.Compile("Helper", ["16-missing-base/Helper.cs"])));
}
