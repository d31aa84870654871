using Dqx.Composition.Tests.Support;

namespace Dqx.Composition.Tests.Catalogs;

/// <summary>What a catalog directory may hold, and what is said about it. Nothing of it is loaded.</summary>
public sealed class DirectoryCatalogTests : IDisposable
{
    private readonly TestCatalog _catalog = new();

    public static TheoryData<string, byte[], string> DamagedFiles => new()
    {
        { "zero bytes", [], "DQX2005" },
        { "text", "this is no assembly"u8.ToArray(), "DQX2005" },
        { "native ELF", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0], "DQX2005" },
        { "truncated", Compiler.Compile("Bad", "public class C;")[..600], "DQX2005" },
        { "reference assembly", Compiler.Compile("Bad", "[assembly: System.Runtime.CompilerServices.ReferenceAssembly] public class C;"), "DQX2006" },
        { "newer framework", Compiler.Compile("Bad", "[assembly: System.Runtime.Versioning.TargetFramework(\".NETCoreApp,Version=v99.0\")] public class C;"), "DQX2008" },
        { "old framework", Compiler.Compile("Bad", "[assembly: System.Runtime.Versioning.TargetFramework(\".NETFramework,Version=v4.8\")] public class C;"), "DQX2008" },
        { "other processor", ForMachine(0xAA64), "DQX2007" },
        { "no exports", Compiler.Compile("Bad", "public class C;"), "DQX2003" },
    };

    public void Dispose() => _catalog.Dispose();

    [Theory]
    [MemberData(nameof(DamagedFiles))]
    public void A_file_that_cannot_be_used_is_told_and_stops_nobody(string what, byte[] file, string id)
    {
        what.ShouldNotBeEmpty();
        var path = _catalog.AddFile("Bad/Bad.dll", file);
        _catalog.AddProcessor("good", order: 5);

        var catalog = DirectoryCatalog.Read(_catalog.Folder);

        catalog.Entries.Select(entry => (entry.Extension, entry.State)).ShouldBe([("Good", ExtensionState.Ready), ("Bad", ExtensionState.Rejected)]);
        var bad = catalog.Entries[1];
        bad.Phase.ShouldBe("inspect");
        bad.Diagnostic.ShouldBe(id);
        bad.File.ShouldBe(path);
        bad.Reason.ShouldNotBeNullOrEmpty();
        catalog.Diagnostics.Single().ShouldSatisfyAllConditions(
            diagnostic => diagnostic.Id.ShouldBe(id),
            diagnostic => diagnostic.File.ShouldBe(path),
            diagnostic => diagnostic.Message.ShouldStartWith("Bad: "));
    }

    [Fact]
    public void Garbled_metadata_is_a_rejection_wherever_the_damage_is()
    {
        var good = _catalog.Compile("Garbled", TestCatalog.Processor("garbled"));
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var garbled = good.ToArray();
            for (var j = 0; j < 200; j++)
            {
                garbled[random.Next(512, garbled.Length)] = (byte)random.Next(256);
            }

            _catalog.AddFile($"Garbled{i}/Garbled{i}.dll", garbled);
        }

        Should.NotThrow(() => DirectoryCatalog.Read(_catalog.Folder)).Entries.Length.ShouldBe(60);
    }

    [Fact]
    public void An_entry_says_what_the_metadata_says()
    {
        var path = _catalog.AddProcessor("page", order: 7, metadata: "Description = \"Pages people.\", Version = \"1.2\", RequiredSettings = new[] { \"to\", \"from\" }");

        var entry = DirectoryCatalog.Read(_catalog.Folder).Entries.Single();

        entry.ShouldSatisfyAllConditions(
            e => e.Extension.ShouldBe("Page"),
            e => e.Processor.ShouldBe("page"),
            e => e.Order.ShouldBe(7),
            e => e.Version.ShouldBe("1.2"),
            e => e.Description.ShouldBe("Pages people."),
            e => e.RequiredSettings.ShouldBe(["to", "from"]),
            e => e.State.ShouldBe(ExtensionState.Skipped),
            e => e.Reason.ShouldBe("required settings are missing: to, from"),
            e => e.Catalog.ShouldBe(_catalog.Folder),
            e => e.File.ShouldBe(path));
    }

    [Fact]
    public void A_missing_directory_is_an_error_with_its_path()
    {
        var missing = Path.Combine(_catalog.Folder, "nowhere");

        var diagnostic = DirectoryCatalog.Read(missing).Diagnostics.Single();

        diagnostic.Id.ShouldBe("DQX2001");
        diagnostic.Severity.ShouldBe(DiagnosticSeverity.Error);
        diagnostic.Message.ShouldBe($"The catalog directory '{missing}' does not exist. Create it or correct the path.");
    }

    [Fact]
    public void A_folder_without_its_main_assembly_is_told_and_a_folder_without_assemblies_is_not()
    {
        _catalog.AddFile("Renamed/Original.dll", _catalog.Compile("Original", TestCatalog.Processor("original")));
        _catalog.AddFile("docs/readme.md", "hello"u8.ToArray());

        var entry = DirectoryCatalog.Read(_catalog.Folder).Entries.Single();

        entry.Diagnostic.ShouldBe("DQX2004");
        entry.Phase.ShouldBe("find");
        entry.Reason.ShouldBe("the folder holds 'Original.dll' but no 'Renamed.dll'. Name the folder after its main assembly.");
    }

    [Fact]
    public void A_loose_assembly_is_an_extension_and_its_loose_dependencies_are_none()
    {
        var library = Compiler.Compile("Library", "public class L;");
        _catalog.AddFile("Loose.dll", _catalog.Compile("Loose", TestCatalog.Processor("loose")));
        _catalog.AddFile("Library.dll", library);
        _catalog.AddFile("Dqx.Abstractions.dll", File.ReadAllBytes(typeof(IResultProcessor).Assembly.Location));

        DirectoryCatalog.Read(_catalog.Folder).Entries.Select(entry => entry.Processor).ShouldBe(["loose"]);
    }

    [Fact]
    public void Dependencies_beside_a_main_assembly_are_no_extensions()
    {
        _catalog.AddProcessor("main");
        _catalog.AddFile("Main/Other.dll", _catalog.Compile("Other", TestCatalog.Processor("other")));

        DirectoryCatalog.Read(_catalog.Folder).Entries.Select(entry => entry.Processor).ShouldBe(["main"]);
    }

    [Fact]
    public void Links_are_not_followed()
    {
        using var elsewhere = new TestCatalog();
        var target = elsewhere.AddProcessor("outside");
        Directory.CreateSymbolicLink(Path.Combine(_catalog.Folder, "Outside"), Path.GetDirectoryName(target)!);
        Directory.CreateSymbolicLink(Path.Combine(_catalog.Folder, "Loop"), _catalog.Folder);
        File.CreateSymbolicLink(Path.Combine(_catalog.Folder, "Loose.dll"), target);
        Directory.CreateDirectory(Path.Combine(_catalog.Folder, "Inner"));
        File.CreateSymbolicLink(Path.Combine(_catalog.Folder, "Inner", "Inner.dll"), target);

        var catalog = DirectoryCatalog.Read(_catalog.Folder);

        catalog.Entries.ShouldBeEmpty();
        catalog.Diagnostics.Select(diagnostic => diagnostic.Id).ShouldBe(["DQX2002", "DQX2002", "DQX2002", "DQX2002"]);
    }

    [Fact]
    public void Names_with_line_breaks_stay_on_one_line()
    {
        _catalog.AddFile("odd\nname/odd\nname.dll", "x"u8.ToArray());

        DirectoryCatalog.Read(_catalog.Folder).Diagnostics.Single().Message.ShouldStartWith("odd name: ");
    }

    [Fact]
    public void Other_ways_to_export_are_explained()
    {
        _catalog.Add("Forgotten", "[ProcessorMetadata(\"forgotten\")] public class P;");
        _catalog.Add("Own", "[AttributeUsage(AttributeTargets.Class)] public class MyExport() : ExportAttribute(typeof(IResultProcessor)); [MyExport] public class P;");
        _catalog.Add("Hidden", "[PartNotDiscoverable, Export(typeof(IResultProcessor)), ProcessorMetadata(\"hidden\")] public class P;");
        _catalog.Add("Named", "[Export(\"special\", typeof(IResultProcessor)), ProcessorMetadata(\"named\")] public class P;");

        DirectoryCatalog.Read(_catalog.Folder).Entries.Select(entry => (entry.Extension, entry.Diagnostic)).ShouldBe([
            ("Forgotten", "DQX2109"), ("Hidden", "DQX2003"), ("Named", "DQX2109"), ("Own", "DQX2109")], ignoreOrder: true);
    }

    /// <summary>An assembly whose header says another processor: offset 4 of the COFF header's start, which 0x3C points to.</summary>
    private static byte[] ForMachine(ushort machine)
    {
        var bytes = Compiler.Compile("Bad", "public class C;");
        BitConverter.TryWriteBytes(bytes.AsSpan(BitConverter.ToInt32(bytes, 0x3C) + 4), System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? (ushort)0x8664 : machine);
        return bytes;
    }

    [Fact]
    public void MEF_1_is_recognised()
    {
        var mef1 = Compiler.Compile("System.ComponentModel.Composition", "namespace System.ComponentModel.Composition; public class ExportAttribute : System.Attribute;");
        _catalog.Add("Old", "[System.ComponentModel.Composition.Export] public class P;", mef1);

        DirectoryCatalog.Read(_catalog.Folder).Entries.Single().Reason.ShouldNotBeNull().ShouldStartWith("it exports no processor; it uses MEF 1 (System.ComponentModel.Composition). ");
    }

    [Fact]
    public void A_native_library_is_no_extension_and_no_dependency_to_worry_about()
    {
        // A valid image without a CLI header: the directory entry is blanked.
        var native = Compiler.Compile("Native", "public class C;");
        var optional = BitConverter.ToInt32(native, 0x3C) + 24;
        var directories = optional + (BitConverter.ToUInt16(native, optional) == 0x20B ? 112 : 96);
        native.AsSpan(directories + (14 * 8), 8).Clear();
        _catalog.AddFile("Native.dll", native);
        _catalog.AddProcessor("good");
        _catalog.AddFile("Good/native.dll", native);
        _catalog.AddFile("Good/damaged.dll", [1, 2, 3]);
        _catalog.AddFile("Main/Main.dll", native);

        DirectoryCatalog.Read(_catalog.Folder).Entries.Select(entry => (entry.Extension, entry.State, entry.Diagnostic)).ShouldBe([
            ("Good", ExtensionState.Ready, null), ("Main", ExtensionState.Rejected, "DQX2005")]);
    }

    [Fact]
    public void An_extension_of_data_sources_alone_is_no_mistake()
    {
        _catalog.Add("Source", """
            [Export(typeof(Dqx.Datasets.IDataSourceProvider)), Dqx.Datasets.DataSourceMetadata("s")]
            public class S : Dqx.Datasets.IDataSourceProvider { public string Kind => "s"; public Dqx.Datasets.IDataset Create(Dqx.Datasets.DatasetDefinition d, Dqx.Datasets.SourceDefinition s) => null; }
            """);

        DirectoryCatalog.Read(_catalog.Folder).Diagnostics.ShouldBeEmpty();
    }
}
