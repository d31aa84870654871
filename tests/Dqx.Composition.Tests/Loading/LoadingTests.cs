using System.Runtime.CompilerServices;
using Dqx.Composition.Loading;
using Dqx.Composition.Tests.Support;
using Dqx.History;

namespace Dqx.Composition.Tests.Loading;

/// <summary>Each extension in a context of its own: its dependencies, its failures, its end.</summary>
public sealed class LoadingTests : IDisposable
{
    private readonly TestCatalog _catalog = new();

    public static TheoryData<string, string, string, string, string> Faults => new()
    {
        { "constructor throws", "public Bad() => throw new InvalidOperationException(\"no\");", "", "initialize", "DQX2120" },
        { "static constructor throws", "static Bad() => throw new InvalidOperationException(\"no\");", "", "initialize", "DQX2120" },
        { "missing import", "[Import] public IFormattable Needed { get; set; }", "", "compose", "DQX2021" },
        { "import cycle", "[Import] public Part Needed { get; set; }", "[Export] public class Part { [ImportingConstructor] public Part(Part me) { } }", "compose", "DQX2021" },
        { "module initialiser throws", "", "static class M { [System.Runtime.CompilerServices.ModuleInitializer] internal static void I() => throw new InvalidOperationException(\"no\"); }", "compose", "DQX2021" },
        { "metadata getter throws", "", "public partial class Base;", "compose", "DQX2021" },
        { "metadata that only MEF sees", "", "", "compose", "DQX2021" },
    };

    public void Dispose() => _catalog.Dispose();

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_part_that_cannot_be_composed_is_told_and_stops_nobody(string what, string member, string types, string phase, string id)
    {
        var attribute = what switch
        {
            "metadata getter throws" => "[MetadataAttribute] public class Evil : Attribute { public string Colour => throw new InvalidOperationException(\"no\"); }",
            "metadata that only MEF sees" => "[MetadataAttribute] public class Evil : Attribute { public string Name => \"another\"; }",
            _ => "public class Evil : Attribute;",
        };
        _catalog.Add("Bad", $"{attribute} {types} [Evil] {TestCatalog.Processor("bad", members: member)} {TestCatalog.Processor("sibling")}");
        _catalog.AddProcessor("good");

        var run = await RunAsync();

        run.Processors.Select(report => (report.Name, report.Status, report.Phase, report.Diagnostic)).ShouldBe(
            what == "module initialiser throws"
                ? [("bad", ProcessorStatus.Failed, phase, id), ("good", ProcessorStatus.Succeeded, null, null), ("sibling", ProcessorStatus.Failed, phase, id)]
                : [("bad", ProcessorStatus.Failed, phase, id), ("good", ProcessorStatus.Succeeded, null, null), ("sibling", ProcessorStatus.Succeeded, null, null)]);
        run.Processors[0].File.ShouldBe(Path.Combine(_catalog.Folder, "Bad", "Bad.dll"));
    }

    [Fact]
    public async Task A_missing_dependency_is_named()
    {
        var library = Compiler.Compile("Missing.Library", "public class L { public static int Answer() => 42; }");
        _catalog.Add("Needy", TestCatalog.Processor("needy", process: "L.Answer(); return default;"), library);
        _catalog.Add("Heir", TestCatalog.Processor("heir", bases: "IEquatable<L>", members: "public bool Equals(L l) => true;"), library);
        _catalog.AddProcessor("good");

        var run = await RunAsync();

        run.Processors.Select(report => (report.Name, report.Phase, report.Diagnostic)).ShouldBe([("good", null, null), ("heir", "compose", "DQX2022"), ("needy", "process", "DQX2022")]);
        run.Processors[2].Error.ShouldNotBeNull().ShouldContain("Missing.Library");
    }

    [Fact]
    public async Task A_bad_type_beside_a_good_one_does_not_matter()
    {
        var library = Compiler.Compile("Missing.Library", "public class L;");
        _catalog.Add("Mixed", $"public class Heir : L; {TestCatalog.Processor("good")}", library);

        (await RunAsync()).Processors.Single().Status.ShouldBe(ProcessorStatus.Succeeded);
    }

    [Fact]
    public async Task Two_extensions_use_two_versions_of_one_library()
    {
        foreach (var version in new[] { 1, 2 })
        {
            var library = Compiler.Compile("Library", $"[assembly: System.Reflection.AssemblyVersion(\"{version}.0.0.0\")] public class L {{ public static string Version => \"{version}\"; public static int Only{version}; }}");
            _catalog.Add($"User{version}", TestCatalog.Processor($"user{version}", process: $"L.Only{version}++; Note(\"uses \" + L.Version); return default;"), library);
            _catalog.AddFile($"User{version}/Library.dll", library);
        }

        (await RunAsync()).Processors.ShouldAllBe(report => report.Status == ProcessorStatus.Succeeded);
        _catalog.Notes.ShouldContain("uses 1");
        _catalog.Notes.ShouldContain("uses 2");
    }

    [Fact]
    public async Task A_linked_dependency_is_not_loaded()
    {
        var library = Compiler.Compile("Linked", "public class L { public static int Answer() => 42; }");
        _catalog.Add("Needy", TestCatalog.Processor("needy", process: "L.Answer(); return default;"), library);
        using var elsewhere = new TestCatalog();
        File.CreateSymbolicLink(Path.Combine(_catalog.Folder, "Needy", "Linked.dll"), elsewhere.AddFile("Linked.dll", library));

        (await RunAsync()).Processors.Single().Diagnostic.ShouldBe("DQX2022");
    }

    [Fact]
    public async Task A_damaged_deps_file_is_told_in_phase_load()
    {
        _catalog.AddProcessor("damaged");
        _catalog.AddFile("Damaged/Damaged.deps.json", "{ this is no JSON"u8.ToArray());
        _catalog.AddProcessor("good");

        var run = await RunAsync();

        run.Processors.Select(report => (report.Name, report.Phase, report.Diagnostic)).ShouldBe([("damaged", "load", "DQX2020"), ("good", null, null)]);
    }

    [Fact]
    public async Task Host_services_are_imported_and_history_may_be_absent()
    {
        _catalog.AddProcessor("imports", members: """
            [Import] public ILoggerFactory Log { get; set; }
            [Import] public TimeProvider Clock { get; set; }
            [Import(AllowDefault = true)] public IMetricHistoryReader History { get; set; }
            """, process: "Note($\"{Log.GetType().Name} {Clock.GetType().Name} {History?.GetType().Name}\"); return default;");
        var log = new CollectingLog();
        await RunAsync(options => (options.LoggerFactory, options.TimeProvider) = (log, new ManualClock()));
        _catalog.Notes[^1].ShouldBe("CollectingLog ManualClock ");

        var history = Moq.Mock.Of<IMetricHistory>();
        await RunAsync(options => (options.LoggerFactory, options.TimeProvider, options.History) = (log, new ManualClock(), history));
        _catalog.Notes[^1].ShouldBe($"CollectingLog ManualClock {history.GetType().Name}");
    }

    [Fact]
    public async Task Parts_are_imported_and_disposed_with_their_processor()
    {
        _catalog.Add("Parts", $$"""
            [Export] public sealed class Part : IDisposable { public void Dispose() => Note("part disposed"); }
            [Export, Shared] public sealed class Common : IDisposable { public void Dispose() => Note("shared disposed"); }
            {{TestCatalog.Processor("user", bases: "IDisposable, IAsyncDisposable", members: """
                [Import] public Part Mine { get; set; }
                [Import] public Common Ours { get; set; }
                public void Dispose() => Note("disposed");
                public async ValueTask DisposeAsync() { await Task.Yield(); Note("disposed asynchronously"); }
                """)}}
            """);

        await RunAsync();

        _catalog.Notes[2..].ShouldBe(["disposed asynchronously", "part disposed", "disposed", "shared disposed"], ignoreOrder: true);
        _catalog.Notes[2].ShouldBe("disposed asynchronously");
        _catalog.Notes[^1].ShouldBe("shared disposed");
    }

    [Fact]
    public async Task Contexts_are_collected_when_the_host_is_disposed()
    {
        _catalog.AddProcessor("good", extension: "CollectGood", members: "public class Options { public string Url { get; set; } public string[] To { get; set; } }", initialize: "settings.Bind<Options>(); return default;");
        _catalog.AddProcessor("throws", extension: "CollectThrows", members: "class Mine : Exception;", process: "throw new Mine();");
        _catalog.AddProcessor("refuses", extension: "CollectRefuses", process: "await Task.Delay(1); throw new InvalidOperationException();");

        var contexts = await RunForContextsAsync();
        for (var i = 0; i < 30 && contexts.Any(context => context.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20);
        }

        contexts.Length.ShouldBe(3);
        contexts.ShouldAllBe(context => !context.IsAlive);
    }

    [Fact]
    public async Task Native_libraries_come_from_the_extension_and_SQLite_is_one_for_all()
    {
        // SQLite itself, as what is found first stays this process's SQLite, also in the tests that come after; and any other library.
        var sqlite = await File.ReadAllBytesAsync(Path.Combine(BuiltOutput.DatabaseWriter, "libe_sqlite3.so"));
        var native = await File.ReadAllBytesAsync(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so"));
        foreach (var name in new[] { "one", "two" })
        {
            _catalog.AddProcessor(name, members: "nint Handle(string library) => System.Runtime.InteropServices.NativeLibrary.Load(library, GetType().Assembly, null);", process: """
                Note($"sqlite {Handle("e_sqlite3")}");
                Note($"private {Handle("private_library")}");
                try { Handle("missing_library"); } catch (DllNotFoundException) { Note("missing"); }
                return default;
                """);
            _catalog.AddFile($"{char.ToUpperInvariant(name[0])}{name[1..]}/libe_sqlite3.so", sqlite);
            _catalog.AddFile($"{char.ToUpperInvariant(name[0])}{name[1..]}/libprivate_library.so", native);
        }

        (await RunAsync()).Processors.ShouldAllBe(report => report.Status == ProcessorStatus.Succeeded);
        string[] Handles(string library) => [.. _catalog.Notes.Where(note => note.StartsWith(library, StringComparison.Ordinal)).Distinct()];
        Handles("sqlite").Length.ShouldBe(1);
        Handles("private").Length.ShouldBe(2);
        _catalog.Notes.Count(note => note == "missing").ShouldBe(2);
    }

    [Theory]
    [InlineData("e_sqlite3", true)]
    [InlineData("libe_sqlite3", true)]
    [InlineData("libe_sqlite3.so", true)]
    [InlineData("e_sqlite3.dll", true)]
    [InlineData("/x/libe_sqlite3.so", true)]
    [InlineData("sqlite3", false)]
    [InlineData("duckdb", false)]
    public void SQLite_is_the_native_library_of_which_there_is_one(string name, bool shared) => SharedNativeLibraries.IsShared(name).ShouldBe(shared);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference[]> RunForContextsAsync()
    {
        await using var host = DqxHost.Create(options => options.Catalogs.Add(_catalog.Folder));
        await host.ProcessAsync(Runs.Failing);
        return [.. System.Runtime.Loader.AssemblyLoadContext.All
            .Where(context => context.Name?.StartsWith("dqx:Collect", StringComparison.Ordinal) == true)
            .Select(context => new WeakReference(context))];
    }

    private async Task<SuiteRun> RunAsync(Action<DqxHostOptions>? configure = null)
    {
        await using var host = DqxHost.Create(options =>
        {
            options.Catalogs.Add(_catalog.Folder);
            configure?.Invoke(options);
        });
        return (await host.ProcessAsync(Runs.Failing)).Run;
    }
}
