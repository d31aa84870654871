using Dqx.Composition.Tests.Support;
using Dqx.Composition.Verification;

namespace Dqx.Composition.Tests.Verification;

/// <summary>Versions of the contract, private copies of it, doubles and clashes: told before anything is loaded.</summary>
public sealed class ContractTests : IDisposable
{
    private static readonly Version s_host = typeof(IResultProcessor).Assembly.GetName().Version!;
    private readonly TestCatalog _catalog = new();

    public void Dispose() => _catalog.Dispose();

    [Theory]
    [InlineData("1.2", "1.2", true)]
    [InlineData("1.1", "1.2", true)]
    [InlineData("1.3", "1.2", false)]
    [InlineData("0.9", "1.2", false)]
    [InlineData("2.0", "1.2", false)]
    public void The_same_major_and_no_newer_minor_serves(string needed, string host, bool serves)
        => SharedVersions.Serves(Version.Parse(needed), Version.Parse(host)).ShouldBe(serves);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_newer_contract_is_refused_with_both_versions(int major, int minor)
    {
        var needed = $"{s_host.Major + major}.{s_host.Minor + minor}";
        _catalog.Add("Newer", TestCatalog.Processor("newer"), Contract(needed + ".0.0"));

        var entry = DirectoryCatalog.Read(_catalog.Folder).Entries.Single();

        entry.State.ShouldBe(ExtensionState.Rejected);
        entry.Diagnostic.ShouldBe("DQX2009");
        entry.Phase.ShouldBe("verify");
        entry.Reason.ShouldNotBeNull().ShouldStartWith($"'Newer.dll' is built against Dqx.Abstractions {needed}, the host has {s_host.ToString(2)}. ");
    }

    [Fact]
    public void A_dependency_that_needs_a_newer_contract_is_found_as_well()
    {
        _catalog.AddProcessor("main");
        _catalog.AddFile("Main/Helper.dll", _catalog.Compile("Helper", "public class H { public IResultProcessor P; }", Contract($"{s_host.Major}.{s_host.Minor + 1}.0.0")));

        DirectoryCatalog.Read(_catalog.Folder).Entries.Single().Reason.ShouldNotBeNull().ShouldStartWith("'Helper.dll' is built against Dqx.Abstractions");
    }

    [Fact]
    public void A_shared_assembly_newer_than_the_hosts_is_refused()
    {
        var logging = Compiler.Compile("Microsoft.Extensions.Logging.Abstractions", "[assembly: System.Reflection.AssemblyVersion(\"99.1.0.0\")] namespace Microsoft.Extensions.Logging; public class Fake;");
        _catalog.Add("Newer", TestCatalog.Processor("newer", members: "public Microsoft.Extensions.Logging.Fake F;"), logging);

        var entry = DirectoryCatalog.Read(_catalog.Folder).Entries.Single();

        entry.Diagnostic.ShouldBe("DQX2011");
        entry.Reason.ShouldNotBeNull().ShouldStartWith("'Newer.dll' needs Microsoft.Extensions.Logging.Abstractions 99.1.0, the host shares 10.0.0 with all extensions. ");
    }

    [Fact]
    public async Task Private_copies_of_what_the_host_shares_are_ignored_and_told()
    {
        _catalog.AddProcessor("main");
        foreach (var shared in new[] { typeof(IResultProcessor), typeof(System.Composition.ExportAttribute) })
        {
            _catalog.AddFile($"Main/{Path.GetFileName(shared.Assembly.Location)}", File.ReadAllBytes(shared.Assembly.Location));
        }

        await using var host = DqxHost.Create(options => options.Catalogs.Add(_catalog.Folder));
        var processed = await host.ProcessAsync(Runs.Failing);

        processed.Run.Processors.Single().Status.ShouldBe(ProcessorStatus.Succeeded);
        processed.Run.Diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Severity)).ShouldBe([("DQX2010", DiagnosticSeverity.Info), ("DQX2010", DiagnosticSeverity.Info)]);
    }

    [Fact]
    public void The_same_build_in_two_catalogs_counts_once()
    {
        using var other = new TestCatalog();
        var first = _catalog.AddProcessor("twice");
        other.AddFile("Twice/Twice.dll", File.ReadAllBytes(first));

        var catalog = DirectoryCatalog.Read(_catalog.Folder, other.Folder, _catalog.Folder + Path.DirectorySeparatorChar);

        catalog.Entries.Single().File.ShouldBe(first);
        catalog.Diagnostics.Single().Id.ShouldBe("DQX2012");
    }

    [Fact]
    public void A_name_belongs_to_the_first_catalog_that_has_it()
    {
        using var other = new TestCatalog();
        other.AddProcessor("page", extension: "A");
        var first = _catalog.AddProcessor("page", extension: "B");

        var entries = DirectoryCatalog.Read(_catalog.Folder, other.Folder).Entries;

        entries.Single(entry => entry.Extension == "B").State.ShouldBe(ExtensionState.Ready);
        var second = entries.Single(entry => entry.Extension == "A");
        second.Diagnostic.ShouldBe("DQX2106");
        second.Reason.ShouldBe($"the name 'page' is taken by '{first}'. Rename one of the two processors, or remove one.");
    }

    /// <summary>A contract assembly of that version, with just enough in it.</summary>
    private static byte[] Contract(string version) => Compiler.Compile("Dqx.Abstractions", $$"""
        using System.Threading; using System.Threading.Tasks;
        [assembly: System.Reflection.AssemblyVersion("{{version}}")]
        namespace Dqx;
        public class SuiteRun; public class ProcessorSettings; public class ProcessorContext { public string Instance = ""; }
        public interface IResultProcessor
        {
            ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken token);
            ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken token);
        }
        [System.Composition.MetadataAttribute]
        public sealed class ProcessorMetadataAttribute(string name) : System.Attribute { public string Name { get; } = name; public int Order { get; set; } }
        """);
}
