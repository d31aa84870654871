using Dqx.Composition.Tests.Support;

namespace Dqx.Composition.Tests.Inspection;

/// <summary>What the metadata of an assembly says about its exports, read without loading it.</summary>
public sealed class ExportTests : IDisposable
{
    private const string Body = "{ public ValueTask InitializeAsync(ProcessorSettings s, CancellationToken t) => default; public ValueTask ProcessAsync(SuiteRun r, ProcessorContext c, CancellationToken t) => default; }";
    private readonly TestCatalog _catalog = new();

    public static TheoryData<string, string, string> Faults => new()
    {
        { "", "DQX2102", "it states no Name" },
        { "[ProcessorMetadata(null)]", "DQX2102", "its Name is null, not a text" },
        { "[ProcessorMetadata(\"\")]", "DQX2102", "its Name '' is not lower_snake" },
        { "[ProcessorMetadata(\"Email\")]", "DQX2102", "its Name 'Email' is not lower_snake" },
        { "[ProcessorMetadata(\"a\\nb\")]", "DQX2102", "its Name 'a b' is not lower_snake" },
        { "[ExportMetadata(\"Name\", 5)]", "DQX2102", "its Name is of type Int32, not a text" },
        { "[ExportMetadata(\"Name\", \"x\"), ExportMetadata(\"Order\", 5L)]", "DQX2102", "its Order is of type Int64, not a whole number" },
        { "[ExportMetadata(\"Name\", \"x\"), ExportMetadata(\"Order\", \"5\")]", "DQX2102", "its Order is of type String, not a whole number" },
        { "[ExportMetadata(\"Name\", \"x\"), ExportMetadata(\"Order\", null)]", "DQX2102", "its Order is null, not a whole number" },
        { "[ExportMetadata(\"Name\", \"x\"), ExportMetadata(\"Name\", \"y\")]", "DQX2102", "its Name is stated twice" },
        { "[ProcessorMetadata(\"x\"), ExportMetadata(\"Order\", 5)]", "DQX2102", "its Order is stated twice" },
        { "[ExportMetadata(\"Name\", \"x\"), ExportMetadata(\"RunAfter\", 3)]", "DQX2102", "its RunAfter is of type Int32, not a list of texts" },
        { "[ExportMetadata(\"Name\", \"x\"), ExportMetadata(\"Idempotent\", 1)]", "DQX2102", "its Idempotent is of type Int32, not true or false" },
        { "[ExportMetadata(\"Name\", \"x\"), ExportMetadata(\"Description\", 1)]", "DQX2102", "its Description is of type Int32, not a text" },
    };

    public static TheoryData<string, string, string> Types => new()
    {
        { "public class P", "DQX2103", "and does not implement it" },
        { "public class P : IDisposable { public void Dispose() {} } public class Q", "DQX2103", "and does not implement it" },
        { $"public abstract class P : IResultProcessor {Body} public class Q", "DQX2105", "is abstract or generic" },
        { $"public class P<T> : IResultProcessor {Body} public class Q", "DQX2105", "is abstract or generic" },
        { $"public class P : IResultProcessor {{ P() {{}} {Body[1..]} public class Q", "DQX2104", "P has no public constructor. Give it one public constructor" },
        { $"public class P : IResultProcessor {{ public P(int x) {{}} {Body[1..]} public class Q", "DQX2104", "P has a public constructor that takes parameters and is not marked [ImportingConstructor]" },
        { $"public class P : IResultProcessor {{ [ImportingConstructor] public P(int x) {{}} [ImportingConstructor] public P(long x) {{}} {Body[1..]} public class Q", "DQX2104", "several [ImportingConstructor]s" },
        { $"public class P : IResultProcessor {{ [ImportingConstructor] internal P(int x) {{}} {Body[1..]} public class Q", "DQX2104", "P has an [ImportingConstructor] that is not public" },
    };

    public void Dispose() => _catalog.Dispose();

    [Theory]
    [MemberData(nameof(Faults))]
    public void Wrong_metadata_is_told_with_its_cause(string attributes, string id, string cause)
    {
        _catalog.Add("Faulty", $"[Export(typeof(IResultProcessor))] {attributes} public class P : IResultProcessor {Body}");

        var entry = DirectoryCatalog.Read(_catalog.Folder).Entries.Single();

        entry.State.ShouldBe(ExtensionState.Rejected);
        entry.Diagnostic.ShouldBe(id);
        entry.Reason.ShouldNotBeNull().ShouldContain($"the metadata of P is invalid: {cause}");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_that_MEF_cannot_create_is_told_beside_a_good_one(string type, string id, string cause)
    {
        _catalog.Add("Mixed", $"[Export(typeof(IResultProcessor)), ProcessorMetadata(\"bad\")] {type} {(type.EndsWith('Q') ? ";" : "{}")} {TestCatalog.Processor("good")}");

        var entries = DirectoryCatalog.Read(_catalog.Folder).Entries;

        entries.Select(entry => (entry.Processor, entry.State, entry.Diagnostic)).ShouldBe([("bad", ExtensionState.Rejected, id), ("good", ExtensionState.Ready, null)]);
        entries[0].Reason.ShouldNotBeNull().ShouldContain(cause);
    }

    [Fact]
    public void Plain_export_metadata_says_the_same_as_the_attribute()
    {
        _catalog.Add("Plain", $$"""
            [Export(typeof(IResultProcessor))]
            [ExportMetadata("Name", "plain"), ExportMetadata("Order", 3), ExportMetadata("RequiredSettings", new[] { "a", "b" }), ExportMetadata("RunAfter", "other")]
            [ExportMetadata("Something", typeof(string)), ExportMetadata("Colour", ConsoleColor.Red)]
            public class P : IResultProcessor {{Body}}
            """);

        var entry = DirectoryCatalog.Read(_catalog.Folder).Entries.Single();

        (entry.Processor, entry.Order, entry.State).ShouldBe(("plain", 3, ExtensionState.Skipped));
        entry.RequiredSettings.ShouldBe(["a", "b"]);
        entry.Version.ShouldBe("0.0.0");
    }

    [Fact]
    public void The_contract_may_be_implemented_by_a_base_class_an_interface_or_another_assembly()
    {
        var library = _catalog.Compile("Base", $"public abstract class FromOutside : IResultProcessor {Body}");
        _catalog.Add(
            "Kinds",
            $$"""
            public abstract class Own : IResultProcessor {{Body}}
            public interface IMine : IResultProcessor;
            [Export(typeof(IResultProcessor)), ProcessorMetadata("a_base")] public class A : Own;
            [Export(typeof(IResultProcessor)), ProcessorMetadata("b_interface")] public class B : IMine {{Body}}
            [Export(typeof(IResultProcessor)), ProcessorMetadata("c_outside")] public class C : FromOutside;
            public class Outer { [Export(typeof(IResultProcessor)), ProcessorMetadata("d_nested")] public class D : IMine {{Body}} }
            """,
            library);

        DirectoryCatalog.Read(_catalog.Folder).Entries.Select(entry => (entry.Processor, entry.State)).ShouldBe([
            ("a_base", ExtensionState.Ready), ("b_interface", ExtensionState.Ready), ("c_outside", ExtensionState.Ready), ("d_nested", ExtensionState.Ready)]);
    }
}
