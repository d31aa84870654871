using System.Runtime.CompilerServices;
using Dqx.Composition.Tests.Support;
using Dqx.Suites;

namespace Dqx.Composition.Tests.Suites;

/// <summary>Suites come from the catalogs under the rules for processors.</summary>
public sealed class SuiteProviderTests : IDisposable
{
    private readonly TestCatalog _catalog = new();

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "its constructor throws", Suite(members: "public House() => throw new InvalidOperationException(\"no licence\");"), "DQX2021", "InvalidOperationException: no licence" },
        { "a part is missing", Suite(members: "[Import] public IFormattable Needed { get; set; }"), "DQX2021", "in phase compose" },
        { "it throws", Suite(create: "throw new InvalidOperationException(\"no door\")"), "DQX2035", "The suite 'house' cannot be made; in phase process: InvalidOperationException: no door" },
        { "it refuses", Suite(create: "throw new DqxException(\"DQX7001\", \"Set HOUSE first.\")"), "DQX7001", "Set HOUSE first." },
        { "it makes nothing", Suite(create: "null"), "DQX2035", "its Create returned null" },
        { "it makes nothing whole", Suite(create: "new SuiteDefinition { Suite = null, Datasets = default }"), "DQX2035", "without a suite" },
        { "a dataset of it is nothing", Suite(create: "new SuiteDefinition { Suite = VerificationSuite.Create(\"H\", checks => checks.Add(\"C\", (mp, ctx) => ctx.AssertThat(mp.NumRows()).Where(\"some\").IsPositive())), Datasets = [null] }"), "DQX2035", "a dataset of its definition is null" },
    };

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public async Task A_dropped_suite_is_listed_and_loaded_when_it_is_asked_for()
    {
        _catalog.Add("House", Suite(members: "public House() => Note(\"made\"); public void Dispose() => Note(\"disposed\");", bases: ", IDisposable"));
        await using (var host = Host())
        {
            var entry = host.Catalog.Entries.Single();
            (entry.Suite, entry.DataSource, entry.Processor, entry.State, entry.Description).ShouldBe(("house", null, null, ExtensionState.Ready, "Big"));
            host.SuiteNames.ShouldBe(["house"]);
            await host.StartAsync();
            _catalog.Notes.ShouldBeEmpty();

            var file = host.OpenSuite("house");

            (file.Suite.Name, file.Folder, Path.GetFileName(file.Path)).ShouldBe(("House", Environment.CurrentDirectory, "House.dll"));
            file.Datasets.Single().Definition.Path.ShouldBe(Path.GetFullPath("rooms.csv"));
            host.OpenSuite("house").Suite.ShouldBeSameAs(file.Suite);
            _catalog.Notes.ShouldBe(["made"]);
        }

        _catalog.Notes.ShouldBe(["made", "disposed"]);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_fails_is_told_for_its_suite_alone(string what, string source, string id, string says)
    {
        what.ShouldNotBeEmpty();
        _catalog.Add("House", source);
        _catalog.Add("Hut", Suite("hut"));
        await using var host = Host();

        var failure = Should.Throw<DqxException>(() => host.OpenSuite("house"));

        failure.DiagnosticId.ShouldBe(id);
        failure.Message.ShouldContain(says);
        failure.GetType().ShouldBe(typeof(DqxException));
        host.OpenSuite("hut").Suite.Name.ShouldBe("House");
    }

    [Fact]
    public async Task A_name_that_is_taken_is_rejected_and_the_first_keeps_it()
    {
        _catalog.Add("A", Suite());
        _catalog.Add("B", Suite());
        await using var host = Host();

        host.Catalog.Entries.Select(entry => (entry.Extension, entry.Suite, entry.State, entry.Diagnostic)).ShouldBe([
            ("A", "house", ExtensionState.Ready, null), ("B", "house", ExtensionState.Rejected, "DQX2034")]);
        host.OpenSuite("house").Path.ShouldEndWith("A.dll");
    }

    [Theory]
    [InlineData("", "states no name")]
    [InlineData("[SuiteMetadata(\"The House\")]", "states the name 'The House', which is not lower_snake ([a-z][a-z0-9_]*)")]
    [InlineData("[ExportMetadata(\"Name\", \"a\")] [SuiteMetadata(\"b\")]", "states its name twice")]
    public void Metadata_that_does_not_give_one_name_is_told(string attributes, string says)
    {
        _catalog.Add("House", Suite(attributes: attributes));

        var entry = DirectoryCatalog.Read(_catalog.Folder).Entries.Single();

        (entry.State, entry.Diagnostic).ShouldBe((ExtensionState.Rejected, "DQX2033"));
        entry.Reason.ShouldNotBeNull().ShouldStartWith($"the suite Houses.House {says}.");
    }

    [Fact]
    public async Task An_unknown_name_has_the_nearest_and_one_that_is_not_trusted_is_not_loaded()
    {
        _catalog.Add("House", Suite(members: "public House() => Note(\"made\");"));
        await using var host = Host(options => options.Trust = TrustMode.Require);

        var unknown = Should.Throw<DqxException>(() => host.OpenSuite("hoose"));
        (unknown.DiagnosticId, unknown.Message).ShouldBe(("DQX2036", "No catalog holds a suite 'hoose'; did you mean 'house'?"));
        Should.Throw<DqxException>(() => host.OpenSuite("house")).DiagnosticId.ShouldBe("DQX2303");
        _catalog.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_suite_is_no_failing_processor_of_every_run()
    {
        _catalog.Add("House", Suite(attributes: ""));
        await using var host = Host();

        (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_collected_with_its_host()
    {
        _catalog.Add("House", Suite());
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
        host.OpenSuite("house");
        return [.. System.Runtime.Loader.AssemblyLoadContext.All.OfType<Dqx.Composition.Loading.ExtensionLoadContext>()
            .Where(context => context.Origin.File.StartsWith(_catalog.Folder, StringComparison.Ordinal)).Select(context => new WeakReference(context))];
    }

    private DqxHost Host(Action<DqxHostOptions>? configure = null) => DqxHost.Create(options =>
    {
        options.Catalogs.Add(_catalog.Folder);
        configure?.Invoke(options);
    });

    private static string Suite(string name = "house", string members = "", string bases = "", string? create = null, string? attributes = null) => $$"""
        namespace Houses {
        using Dqx.Suites;

        [Export(typeof(ISuiteProvider))]
        {{attributes ?? $"[SuiteMetadata(\"{name}\", Description = \"Big\")]"}}
        public class House : ISuiteProvider{{bases}}
        {
            {{members}}
            public SuiteDefinition Create() => {{create ?? "new SuiteDefinition { Suite = VerificationSuite.Create(\"House\", checks => checks.Add(\"C\", (mp, ctx) => ctx.AssertThat(mp.NumRows()).Where(\"some\").IsPositive())), Datasets = [] }.WithFiles(\"rooms\", \"rooms.csv\")"}};
        }
        }
        """;
}
