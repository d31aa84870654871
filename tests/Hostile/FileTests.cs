namespace Dqx.Hostile.Tests;

/// <summary>What lies in a catalog and is no extension, or is one that cannot be used.</summary>
public sealed class FileTests
{
    private static readonly HostileCase[] s_cases =
    [
        Refused(1, "ZeroByte", "DQX2005", catalog => catalog.WriteBytes("extensions/Bad/Bad.dll", [])),
        Refused(1, "Text", "DQX2005", catalog => catalog.Write("extensions/Bad/Bad.dll", "this is no assembly")),
        Refused(1, "Truncated", "DQX2005", catalog => catalog.WriteBytes("extensions/Bad/Bad.dll", catalog.Bad("Quiet.cs")[..1500])),
        Refused(1, "Garbled", "DQX2005", catalog => catalog.WriteBytes("extensions/Bad/Bad.dll", Bytes.Garbled(catalog.Bad("Quiet.cs")))),
        Refused(2, "NativeLibrary", "DQX2005", catalog => catalog.WriteBytes("extensions/Bad/Bad.dll", Bytes.NativeLibrary())),
        Refused(2, "NativePortableExecutable", "DQX2005", catalog => catalog.WriteBytes("extensions/Bad/Bad.dll", Bytes.WithoutManagedCode(catalog.Bad("Quiet.cs")))),
        Refused(2, "ReferenceAssembly", "DQX2006", arrange: null),
        new(3, "DependenciesBeside")
        {
            Status = ProcessorStatus.Succeeded,
            Strict = 0,
            Arrange = catalog =>
            {
                var helper = HostileCatalog.Compile("Helper", ["03-dependencies/Helper.cs"]);
                catalog.WriteBytes("extensions/Bad/Bad.dll", HostileCatalog.Compile("Bad", ["03-dependencies/UsesHelper.cs"], helper));
                catalog.WriteBytes("extensions/Bad/Helper.dll", helper);
                catalog.WriteBytes("extensions/Bad/native.dll", Bytes.NativeLibrary());
                catalog.Write("extensions/Bad/notes.dll", "no assembly either");
            },
        },
        new(3, "DependencyMissing")
        {
            Phase = "process",
            Id = "DQX2022",
            Says = "Helper",
            Strict = 4,
            Arrange = catalog => catalog.WriteBytes(
                "extensions/Bad/Bad.dll", HostileCatalog.Compile("Bad", ["03-dependencies/UsesHelper.cs"], HostileCatalog.Compile("Helper", ["03-dependencies/Helper.cs"]))),
        },
        new(4, "LinkOutOfTheTree")
        {
            Status = null,
            Settings = null,
            Finding = "DQX2002",
            Arrange = catalog =>
            {
                catalog.WriteBytes("elsewhere/Bad.dll", catalog.Bad("Quiet.cs"));
                Directory.CreateSymbolicLink(catalog.PathOf("extensions/Bad"), catalog.PathOf("elsewhere"));
            },
        },
        new(4, "MainAssemblyIsALink")
        {
            Status = null,
            Settings = null,
            Finding = "DQX2002",
            Arrange = catalog =>
            {
                catalog.WriteBytes("elsewhere/Bad.dll", catalog.Bad("Quiet.cs"));
                Directory.CreateDirectory(catalog.PathOf("extensions/Bad"));
                File.CreateSymbolicLink(catalog.BadFile, catalog.PathOf("elsewhere/Bad.dll"));
            },
        },
        new(4, "LinkLoop")
        {
            Status = ProcessorStatus.Succeeded,
            Strict = 0,
            Arrange = catalog =>
            {
                catalog.WriteBytes("extensions/Bad/Bad.dll", catalog.Bad("Quiet.cs"));
                Directory.CreateSymbolicLink(catalog.PathOf("extensions/Bad/loop"), catalog.PathOf("extensions/Bad"));
            },
        },
        Refused(4, "TenThousandFiles", "DQX2305", catalog =>
        {
            catalog.WriteBytes("extensions/Bad/Bad.dll", catalog.Bad("Quiet.cs"));
            for (var i = 0; i < 10_000; i++)
            {
                File.Create(catalog.PathOf(FormattableString.Invariant($"extensions/Bad/{i}.dll"))).Dispose();
            }
        }) with { Phase = "verify" },
        Refused(4, "OddNames", "DQX2005", catalog => catalog.Write("extensions/Bad \u001b[2J \u202e '\"/Bad \u001b[2J \u202e '\".dll", "text")) with { Settings = null, Strict = null, Name = "Bad \u001b[2J \u202e '\"" },
        Refused(5, "WorldWritable", "DQX2302", catalog =>
        {
            catalog.WriteBytes("extensions/Bad/Bad.dll", catalog.Bad("Quiet.cs"));
            Bytes.MakeWorldWritable(catalog.PathOf("extensions/Bad"));
        }) with { Phase = "verify", Finding = "DQX2302" },
        Refused(5, "HashMismatch", "DQX2303", catalog =>
        {
            catalog.WriteBytes("extensions/Bad/Bad.dll", catalog.Bad("Quiet.cs"));
            Bytes.Lock(catalog);
            catalog.WriteBytes("extensions/Bad/Bad.dll", [.. catalog.Bad("Quiet.cs"), 0]);
        }) with { Phase = "verify", Finding = "DQX2303", Arguments = ["--trust", "require"] },
        Runs(6, "Truncated"),
        Runs(6, "Overwritten"),
        Runs(6, "Deleted"),
        Refused(7, "Corrupt", "DQX2020", catalog =>
        {
            catalog.WriteBytes("extensions/Bad/Bad.dll", catalog.Bad("Quiet.cs"));
            catalog.Write("extensions/Bad/Bad.deps.json", "{ \"runtimeTarget\": { \"name\": ");
        }) with { Phase = "load" },
        new(7, "Missing") { Status = ProcessorStatus.Succeeded, Strict = 0, Sources = ["Quiet.cs"] },
        Refused(8, "NewerFramework", "DQX2008", catalog => catalog.WriteBytes(
            "extensions/Bad/Bad.dll", Compiler.Compile("Bad", "#define NEWER\n" + HostileCatalog.Complete(HostileCatalog.Source("08-framework/NewerFramework.cs"))))),
        Refused(8, "WrongArchitecture", "DQX2007", catalog => catalog.WriteBytes("extensions/Bad/Bad.dll", Bytes.ForArm(catalog.Bad("Quiet.cs")))),
    ];

    public static TheoryData<string> Cases => [.. s_cases.Select(row => row.ToString())];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_bad_file_harms_nobody_else(string row) => HostileCheck.RunAsync(s_cases.Single(one => one.ToString() == row));

    private static HostileCase Refused(int number, string variant, string id, Action<HostileCatalog>? arrange)
        => new(number, variant) { Phase = "inspect", Id = id, Strict = 4, Arrange = arrange };

    private static HostileCase Runs(int number, string variant) => new(number, variant) { Status = ProcessorStatus.Succeeded, Strict = 0 };
}
