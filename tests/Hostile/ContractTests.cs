namespace Dqx.Hostile.Tests;

/// <summary>Extensions and the assemblies that they share with the host.</summary>
public sealed class ContractTests
{
    private static readonly Version s_host = typeof(IResultProcessor).Assembly.GetName().Version ?? new Version();

    private static readonly HostileCase[] s_cases =
    [
        WithCopy(9, "PrivateContract", typeof(IResultProcessor)),
        WithCopy(10, "PrivateAttributes", typeof(System.Composition.ExportAttribute)),
        new(10, "OwnAttributes") { Phase = "inspect", Id = "DQX2003", Finding = "DQX2003", Strict = 4 },
        Against("NewerMinor", new Version(s_host.Major, s_host.Minor + 1), refused: true),
        Against("NewerMajor", new Version(s_host.Major + 1, 0), refused: true),
        Against("OlderMinor", new Version(s_host.Major, Math.Max(0, s_host.Minor - 1)), refused: false),
        new(12, "TwoVersions") { Status = ProcessorStatus.Succeeded, Strict = 0, Arrange = TwoVersions },
        new(12, "TwoVersionsTheOther") { Status = ProcessorStatus.Succeeded, Strict = 0, Arrange = TwoVersions, Name = "bad_two" },
        new(13, "NoExports") { Phase = "inspect", Id = "DQX2003", Finding = "DQX2003", Strict = 4 },
        new(13, "Empty") { Status = null, Finding = "DQX2003", Settings = null },
    ];

    public static TheoryData<string> Cases => [.. s_cases.Select(row => row.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_bad_reference_harms_nobody_else(string row) => HostileCheck.RunAsync(s_cases.Single(one => one.ToString() == row));

    private static HostileCase WithCopy(int number, string variant, Type of) => new(number, variant)
    {
        Status = ProcessorStatus.Succeeded,
        Strict = 0,
        Finding = "DQX2010",
        Sources = ["Quiet.cs"],
        Arrange = catalog => File.Copy(of.Assembly.Location, catalog.PathOf("extensions/Bad/" + Path.GetFileName(of.Assembly.Location))),
    };

    private static HostileCase Against(string variant, Version version, bool refused) => new(11, variant)
    {
        Status = refused ? ProcessorStatus.Failed : ProcessorStatus.Succeeded,
        Phase = refused ? "verify" : null,
        Id = refused ? "DQX2009" : null,
        Says = version.ToString(2),
        Strict = refused ? 4 : 0,
        Arrange = catalog => catalog.WriteBytes("extensions/Bad/Bad.dll", Bytes.Against(catalog.Bad("Quiet.cs"), "Dqx.Abstractions", version)),
    };

    private static void TwoVersions(HostileCatalog catalog)
    {
        foreach (var (folder, source, library) in new[] { ("Bad", "UsesOne.cs", "Library1.cs"), ("BadTwo", "UsesTwo.cs", "Library2.cs") })
        {
            var bytes = Compiler.Compile("Library", HostileCatalog.Source("12-two-versions/" + library));
            var source12 = HostileCatalog.Complete(HostileCatalog.Source("12-two-versions/" + source));
            catalog.WriteBytes($"extensions/{folder}/{folder}.dll", Compiler.Compile(folder, source12, bytes));
            catalog.WriteBytes($"extensions/{folder}/Library.dll", bytes);
        }
    }
}
