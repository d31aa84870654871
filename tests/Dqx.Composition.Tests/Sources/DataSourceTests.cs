using System.Runtime.CompilerServices;
using Dqx.Composition.Tests.Support;
using Dqx.Datasets;
using Dqx.Suites;

namespace Dqx.Composition.Tests.Sources;

/// <summary>Kinds of data source come from the catalogs under the rules for processors.</summary>
public sealed class DataSourceTests : IDisposable
{
    private readonly TestCatalog _catalog = new();

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "its constructor throws", Source("lake", members: "public Lake() => throw new InvalidOperationException(\"no licence\");"), "DQX2021", "InvalidOperationException: no licence" },
        { "its kind is another one", Source("lake", says: "sea"), "DQX2021", "its Kind is 'sea', its metadata states 'lake'" },
        { "a part is missing", Source("lake", members: "[Import] public IFormattable Needed { get; set; }"), "DQX2021", "in phase compose" },
        { "it throws", Source("lake", create: "throw new InvalidOperationException(\"no water\")"), "DQX2032", "cannot make the dataset 'd'; in phase process: InvalidOperationException: no water" },
        { "it refuses", Source("lake", create: "throw new DqxException(\"DQX7001\", \"Name a table.\")"), "DQX7001", "Name a table." },
        { "its refusal throws", "class Mine() : DqxException(\"DQX7002\", \"x\") { public override string Message => throw new InvalidOperationException(); }" + Source("lake", create: "throw new Mine()"), "DQX7002", "(its Message threw InvalidOperationException)" },
        { "it makes nothing", Source("lake", create: "null"), "DQX2032", "NullReferenceException" },
    };

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public async Task A_dropped_data_source_is_listed_and_loaded_when_a_dataset_asks_for_it()
    {
        _catalog.Add("Lake", Source("lake", members: "public Lake() => Note(\"made\"); public void Dispose() => Note(\"disposed\");", bases: ", IDisposable"));
        await using (var host = Host())
        {
            var entry = host.Catalog.Entries.Single();
            (entry.DataSource, entry.Processor, entry.State, entry.Description).ShouldBe(("lake", null, ExtensionState.Ready, "Deep"));
            host.DataSources.Kinds.ShouldBe(["lake", "own"]);
            await host.StartAsync();
            _catalog.Notes.ShouldBeEmpty();

            Make(host, "lake").Name.ShouldBe("d");
            Make(host, "lake").Relation.ShouldBe("water");

            _catalog.Notes.ShouldBe(["made"]);
        }

        _catalog.Notes.ShouldBe(["made", "disposed"]);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_fails_is_told_for_its_dataset_alone(string what, string source, string id, string says)
    {
        what.ShouldNotBeEmpty();
        _catalog.Add("Lake", source);
        _catalog.Add("Pond", Source("pond"));
        await using var host = Host();

        var failure = Should.Throw<DqxException>(() => Make(host, "lake"));
        Should.Throw<DqxException>(() => Make(host, "lake")).DiagnosticId.ShouldBe(id);

        failure.DiagnosticId.ShouldBe(id);
        failure.Message.ShouldContain(says);
        failure.GetType().ShouldBe(typeof(DqxException));
        Make(host, "pond").Name.ShouldBe("d");
        Make(host, "own").Name.ShouldBe("d");
    }

    [Fact]
    public async Task A_kind_that_is_taken_is_rejected_and_the_first_keeps_it()
    {
        _catalog.Add("A", Source("lake"));
        _catalog.Add("B", Source("lake"));
        _catalog.Add("C", Source("own"));
        await using var host = Host();

        host.Catalog.Entries.Select(entry => (entry.Extension, entry.DataSource, entry.State, entry.Diagnostic)).ShouldBe([
            ("A", "lake", ExtensionState.Ready, null), ("B", "lake", ExtensionState.Rejected, "DQX2031"), ("C", "own", ExtensionState.Rejected, "DQX2031")]);
        host.Catalog.Entries[2].Reason.ShouldNotBeNull().ShouldStartWith("data sources of the kind 'own' come from this host already.");
        Make(host, "lake").Relation.ShouldBe("water");
    }

    [Theory]
    [InlineData("", "states no kind")]
    [InlineData("[Dqx.Datasets.DataSourceMetadata(\"La ke\")]", "states the kind 'La ke', which is not lower_snake ([a-z][a-z0-9_]*)")]
    [InlineData("[ExportMetadata(\"Kind\", 7)]", "states a kind that is no text")]
    [InlineData("[ExportMetadata(\"Kind\", \"a\")] [Dqx.Datasets.DataSourceMetadata(\"b\")]", "states its kind twice")]
    public void Metadata_that_does_not_name_one_kind_is_told(string attributes, string says)
    {
        _catalog.Add("Lake", Source("lake", attributes: attributes));

        var entry = DirectoryCatalog.Read(_catalog.Folder).Entries.Single();

        (entry.State, entry.Diagnostic).ShouldBe((ExtensionState.Rejected, "DQX2030"));
        entry.Reason.ShouldNotBeNull().ShouldStartWith($"the data source Lake {says}.");
    }

    [Fact]
    public async Task Plain_export_metadata_says_the_same()
    {
        _catalog.Add("Lake", Source("lake", attributes: "[ExportMetadata(\"Kind\", \"lake\")]"));
        await using var host = Host();

        Make(host, "lake").Name.ShouldBe("d");
    }

    [Fact]
    public async Task An_unknown_kind_is_told_with_the_nearest_one_of_an_extension()
    {
        _catalog.Add("Lake", Source("lakehouse"));
        await using var host = Host();

        var unknown = Should.Throw<DqxException>(() => Make(host, "lakehuose"));

        unknown.DiagnosticId.ShouldBe("DQX1117");
        unknown.Message.ShouldContain("did you mean 'lakehouse'?");
        _catalog.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rejected_extension_says_why_where_its_kind_is_asked_for()
    {
        _catalog.Add("Lake", Source("lake"));
        _catalog.AddFile("Lake/Helper.dll", Compiler.Compile("Helper", "public class H { public Dqx.IResultProcessor P; }", ContractOf(new Version(99, 0))));
        await using var host = Host();

        var refused = Should.Throw<DqxException>(() => Make(host, "lake"));

        refused.DiagnosticId.ShouldBe("DQX2009");
        (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_extension_that_is_not_trusted_is_not_loaded()
    {
        _catalog.Add("Lake", Source("lake", members: "public Lake() => Note(\"made\");"));
        await using var host = Host(options => options.Trust = TrustMode.Require);

        Should.Throw<DqxException>(() => Make(host, "lake")).DiagnosticId.ShouldBe("DQX2303");

        _catalog.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Data_sources_stay_where_processors_are_switched_off()
    {
        _catalog.Add("Lake", Source("lake"));
        await using var host = Host(options => options.OnlyProcessors = []);

        Make(host, "lake").Name.ShouldBe("d");
    }

    [Fact]
    public async Task What_a_dataset_throws_while_it_is_read_is_an_error_of_its_assertions()
    {
        _catalog.Add("Lake", Source("lake", open: "throw new InvalidOperationException(\"the dam broke\")"));
        await using var host = Host();
        var suite = VerificationSuite.Create("Lakes", checks => checks.Add("Rows", (metrics, context) => context.AssertThat(metrics.NumRows()).Where("some").IsPositive()));

        var run = await host.RunAsync(suite, [Make(host, "lake")], ResultKey.For(new DateOnly(2026, 11, 20)));

        var result = run.Results.Single();
        (result.Status, result.ErrorKind).ShouldBe((AssertionStatus.Error, ErrorKind.Engine));
        result.Error.ShouldNotBeNull().ShouldContain("InvalidOperationException: the dam broke");
    }

    [Fact]
    public async Task It_is_collected_with_its_host()
    {
        _catalog.Add("Lake", Source("lake"));
        var contexts = await UseAsync();
        for (var i = 0; i < 30 && contexts.Any(context => context.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20);
        }

        contexts.Length.ShouldBe(1);
        contexts.ShouldAllBe(context => !context.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference[]> UseAsync()
    {
        await using var host = Host();
        Make(host, "lake");
        return [.. System.Runtime.Loader.AssemblyLoadContext.All.OfType<Dqx.Composition.Loading.ExtensionLoadContext>()
            .Where(context => context.Origin.File.StartsWith(_catalog.Folder, StringComparison.Ordinal)).Select(context => new WeakReference(context))];
    }

    private DqxHost Host(Action<DqxHostOptions>? configure = null) => DqxHost.Create(options =>
    {
        options.Catalogs.Add(_catalog.Folder);
        options.DataSources.Add(new OwnSource());
        configure?.Invoke(options);
    });

    private static IDataset Make(DqxHost host, string kind)
        => host.DataSources.Create(new SuiteDataset(new DatasetDefinition { Name = "d", Table = "t" }, new SourceDefinition { Name = kind, Kind = kind }));

    private static byte[] ContractOf(Version version)
        => Compiler.Compile("Dqx.Abstractions", $"[assembly: System.Reflection.AssemblyVersion(\"{version}.0.0\")] namespace Dqx {{ public interface IResultProcessor; }}");

    private static string Source(string kind, string? says = null, string members = "", string bases = "", string create = "new Water(dataset.Name)", string open = "throw new NotSupportedException()", string? attributes = null) => $$"""
        [Export(typeof(Dqx.Datasets.IDataSourceProvider))]
        {{attributes ?? $"[Dqx.Datasets.DataSourceMetadata(\"{kind}\", Description = \"Deep\")]"}}
        public class Lake : Dqx.Datasets.IDataSourceProvider{{bases}}
        {
            {{members}}
            public string Kind => "{{says ?? kind}}";
            public Dqx.Datasets.IDataset Create(Dqx.Datasets.DatasetDefinition dataset, Dqx.Datasets.SourceDefinition source) => {{create}};
        }

        public class Water(string name) : Dqx.Datasets.IDataset
        {
            public string Name => name;
            public Dqx.Sql.SqlDialect Dialect { get; } = new Wet();
            public string Relation => "water";
            public string Where => null;
            public ValueTask<System.Data.Common.DbConnection> OpenAsync(CancellationToken token) => {{open}};
        }

        public class Wet : Dqx.Sql.SqlDialect
        {
            public override string Name => "wet";
            public override Dqx.Sql.ColumnKind KindOf(string type) => Dqx.Sql.ColumnKind.Other;
            protected override string TextDay(string operand) => operand;
        }
        """;

    private sealed class OwnSource : IDataSourceProvider
    {
        public string Kind => "own";

        public IDataset Create(DatasetDefinition dataset, SourceDefinition source)
        {
            var own = new Moq.Mock<IDataset>();
            own.Setup(one => one.Name).Returns(dataset.Name);
            return own.Object;
        }
    }
}
