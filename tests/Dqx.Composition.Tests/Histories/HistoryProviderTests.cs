using System.Runtime.CompilerServices;
using Dqx.Composition.Tests.Support;
using Dqx.History;
using Dqx.Suites;

namespace Dqx.Composition.Tests.Histories;

/// <summary>Histories at URLs come from the catalogs under the rules for processors.</summary>
public sealed class HistoryProviderTests : IDisposable
{
    private static readonly HistoryLocation s_location = new("vault://me:s3cret@host:77/values?key=s3cret");
    private readonly TestCatalog _catalog = new();

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "its constructor throws", Vault(members: "public Vault() => throw new InvalidOperationException(\"no licence\");"), "DQX2021", "InvalidOperationException: no licence" },
        { "a part is missing", Vault(members: "[Import] public IFormattable Needed { get; set; }"), "DQX2021", "in phase compose" },
        { "it throws", Vault(open: "throw new InvalidOperationException(\"no key\")"), "DQX2042", "vault://host:77/values cannot be opened; in phase process: InvalidOperationException: no key" },
        { "it refuses", Vault(open: "throw new DqxException(\"DQX7001\", \"Name a drawer.\")"), "DQX7001", "Name a drawer." },
        { "it opens nothing", Vault(open: "null"), "DQX2042", "returned null" },
    };

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public async Task A_dropped_provider_is_listed_and_loaded_when_a_url_of_its_schemes_is_opened()
    {
        _catalog.Add("Vault", Vault(members: "public Vault() => Note(\"made\"); public void Dispose() => Note(\"disposed\");", bases: ", IDisposable"));
        await using (var host = Host())
        {
            var entry = host.Catalog.Entries.Single();
            (entry.History, entry.Suite, entry.DataSource, entry.Processor, entry.State, entry.Description).ShouldBe(("vault, safe+tls", null, null, null, ExtensionState.Ready, "Deep"));
            host.HistorySchemes.ShouldBe(["safe+tls", "vault"]);
            await host.StartAsync();
            _catalog.Notes.ShouldBeEmpty();

            await using (var history = host.OpenHistory(s_location with { IsReadOnly = true }))
            {
                (await history.ListAsync("all", default)).ShouldHaveSingleItem().Suite.ShouldBe("all");
            }

            await using (var journal = host.OpenJournal(new HistoryLocation("SAFE+TLS://host")))
            {
                (await journal.ListAsync("Orders", null, default)).ShouldBeEmpty();
            }

            _catalog.Notes.ShouldBe(["made", $"history {s_location.Url} True", "journal SAFE+TLS://host False"]);
        }

        _catalog.Notes[^1].ShouldBe("disposed");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_fails_is_told_without_secrets(string what, string source, string id, string says)
    {
        what.ShouldNotBeEmpty();
        _catalog.Add("Vault", source);
        await using var host = Host();

        foreach (var open in new Action[] { () => host.OpenHistory(s_location), () => host.OpenJournal(s_location) })
        {
            var failure = Should.Throw<DqxException>(open);
            (failure.DiagnosticId, failure.GetType()).ShouldBe((id, typeof(DqxException)));
            failure.Message.ShouldContain(says);
            failure.Message.ShouldNotContain("s3cret");
        }
    }

    [Fact]
    public async Task A_scheme_that_is_taken_is_rejected_and_the_first_keeps_it()
    {
        _catalog.Add("A", Vault());
        _catalog.Add("B", Vault(schemes: "\"chest\", \"safe+tls\""));
        await using var host = Host();

        host.Catalog.Entries.Select(entry => (entry.Extension, entry.History, entry.State, entry.Diagnostic)).ShouldBe([
            ("B", "chest, safe+tls", ExtensionState.Rejected, "DQX2041"), ("A", "vault, safe+tls", ExtensionState.Ready, null)]);
        host.Catalog.Entries[0].Reason.ShouldNotBeNull().ShouldStartWith("histories of safe+tls:// come from");
        host.OpenHistory(new HistoryLocation("safe+tls://x")).ShouldNotBeNull();
        Should.Throw<DqxException>(() => host.OpenHistory(new HistoryLocation("chest://x"))).DiagnosticId.ShouldBe("DQX2041");
    }

    [Theory]
    [InlineData("", "states no scheme")]
    [InlineData("[Dqx.History.HistoryMetadata]", "states no scheme")]
    [InlineData("[Dqx.History.HistoryMetadata(\"vault\", \"Safe\")]", "states the scheme 'Safe', which is none that it could have ([a-z][a-z0-9+.-]+, and not file)")]
    [InlineData("[Dqx.History.HistoryMetadata(\"v\")]", "states the scheme 'v'")]
    [InlineData("[Dqx.History.HistoryMetadata(\"a_b\")]", "states the scheme 'a_b'")]
    [InlineData("[Dqx.History.HistoryMetadata(\"file\")]", "states the scheme 'file'")]
    [InlineData("[ExportMetadata(\"Schemes\", 7)]", "states no scheme")]
    [InlineData("[ExportMetadata(\"Schemes\", \"a\")] [Dqx.History.HistoryMetadata(\"b\")]", "states its schemes twice")]
    public void Metadata_that_does_not_give_schemes_is_told(string attributes, string says)
    {
        _catalog.Add("Vault", Vault(attributes: attributes));

        var entry = DirectoryCatalog.Read(_catalog.Folder).Entries.Single();

        (entry.State, entry.Diagnostic).ShouldBe((ExtensionState.Rejected, "DQX2040"));
        entry.Reason.ShouldNotBeNull().ShouldStartWith($"the history provider Vault {says}");
    }

    [Fact]
    public async Task Plain_export_metadata_says_the_same()
    {
        _catalog.Add("Vault", Vault(attributes: "[ExportMetadata(\"Schemes\", \"vault\")]"));
        await using var host = Host();

        host.OpenHistory(s_location).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("valt://host/x", "The history valt://host/x is of the kind 'valt', which no extension in the catalogs brings; did you mean 'vault'?")]
    [InlineData("mongodb://me:s3cret@host", "The history mongodb://host/ is of the kind 'mongodb', which no extension in the catalogs brings; they bring safe+tls, vault. Write one of these, the path of a file, or sqlite:PATH.")]
    [InlineData("mongodb://me:s3cret@ho st", "The history mongodb://… is of the kind 'mongodb'")]
    public async Task An_unknown_scheme_is_told_with_what_the_catalogs_bring(string url, string says)
    {
        _catalog.Add("Vault", Vault(members: "public Vault() => Note(\"made\");"));
        await using var host = Host();

        var unknown = Should.Throw<DqxException>(() => host.OpenHistory(new HistoryLocation(url)));

        unknown.DiagnosticId.ShouldBe("DQX1013");
        unknown.Message.ShouldStartWith(says);
        _catalog.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_catalog_without_histories_says_so()
    {
        await using var host = Host();

        Should.Throw<DqxException>(() => host.OpenJournal(s_location)).Message.ShouldEndWith("they bring none. Write the path of a file, or sqlite:PATH.");
    }

    [Fact]
    public async Task An_extension_that_is_not_trusted_is_not_loaded()
    {
        _catalog.Add("Vault", Vault(members: "public Vault() => Note(\"made\");"));
        await using var host = Host(options => options.Trust = TrustMode.Require);

        Should.Throw<DqxException>(() => host.OpenHistory(s_location)).DiagnosticId.ShouldBe("DQX2303");

        _catalog.Notes.ShouldBeEmpty();
        host.HistoryFindings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_provider_is_no_failing_processor_of_every_run_and_processors_need_not_be_on()
    {
        _catalog.Add("Vault", Vault());
        _catalog.Add("Broken", Vault(attributes: ""));
        await using var host = Host(options => options.OnlyProcessors = []);

        (await host.ProcessAsync(Runs.Failing)).Run.Processors.ShouldBeEmpty();
        host.OpenHistory(s_location).ShouldNotBeNull();
    }

    [Fact]
    public async Task It_is_collected_with_its_host()
    {
        _catalog.Add("Vault", Vault());
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
        await using (var history = host.OpenHistory(s_location))
        {
            // The exception is of the extension, and what is told is not.
            await Should.ThrowAsync<DqxException>(() => history.FindAsync([], default).AsTask());
        }

        return [.. System.Runtime.Loader.AssemblyLoadContext.All.OfType<Dqx.Composition.Loading.ExtensionLoadContext>()
            .Where(context => context.Origin.File.StartsWith(_catalog.Folder, StringComparison.Ordinal)).Select(context => new WeakReference(context))];
    }

    private DqxHost Host(Action<DqxHostOptions>? configure = null) => DqxHost.Create(options =>
    {
        options.Catalogs.Add(_catalog.Folder);
        configure?.Invoke(options);
    });

    private static string Vault(string schemes = "\"vault\", \"safe+tls\"", string members = "", string bases = "", string? open = null, string? attributes = null) => $$"""
        [Export(typeof(Dqx.History.IHistoryProvider))]
        {{attributes ?? $"[Dqx.History.HistoryMetadata({schemes}, Description = \"Deep\")]"}}
        public class Vault : Dqx.History.IHistoryProvider{{bases}}
        {
            {{members}}
            public Dqx.History.IMetricHistory OpenHistory(Dqx.History.HistoryLocation location)
            {
                Note($"history {location.Url} {location.IsReadOnly}");
                {{(open is null ? "return new Values();" : open.StartsWith("throw", StringComparison.Ordinal) ? $"{open};" : $"return {open};")}}
            }

            public Dqx.Delivery.IDeliveryJournal OpenJournal(Dqx.History.HistoryLocation location, TimeProvider clock)
            {
                Note($"journal {location.Url} {location.IsReadOnly}");
                {{(open is null ? "return new Runs();" : open.StartsWith("throw", StringComparison.Ordinal) ? $"{open};" : $"return {open};")}}
            }
        }

        public class Lost(string text) : Exception(text);

        public class Values : Dqx.History.IMetricHistory
        {
            public ValueTask<IReadOnlyDictionary<Dqx.History.HistoryKey, Dqx.History.StoredValue>> FindAsync(IReadOnlyCollection<Dqx.History.HistoryKey> keys, CancellationToken token) => throw new Lost("the key");
            public ValueTask<IReadOnlyDictionary<Dqx.History.HistoryKey, Dqx.History.StoredValue>> FindNewestAsync(IReadOnlyCollection<Dqx.History.HistoryKey> keys, CancellationToken token) => throw new NotSupportedException();
            public ValueTask SaveAsync(Dqx.History.HistoryBatch batch, CancellationToken token) => throw new NotSupportedException();
            public ValueTask<int> DeleteBeforeAsync(string suite, DateOnly date, CancellationToken token) => throw new NotSupportedException();
            public ValueTask<IReadOnlyList<Dqx.History.StoredMetric>> ListAsync(string suite, CancellationToken token) => new([new Dqx.History.StoredMetric(suite, "d", "m", "", 1, default)]);
            public IAsyncEnumerable<MetricPoint> ReadAsync(MetricQuery query, CancellationToken token) => throw new NotSupportedException();
            public ValueTask DisposeAsync() => default;
        }

        public class Runs : Dqx.Delivery.IDeliveryJournal
        {
            public ValueTask AddAsync(SuiteRun run, IReadOnlyCollection<Dqx.Delivery.DeliveryTarget> targets, CancellationToken token) => throw new NotSupportedException();
            public ValueTask<IReadOnlyList<Dqx.Delivery.DeliveryRecord>> ListAsync(string suite, Dqx.Delivery.DeliveryStatus? status, CancellationToken token) => new([]);
            public ValueTask<SuiteRun> FindRunAsync(Guid runId, CancellationToken token) => throw new NotSupportedException();
            public ValueTask<int?> TryTakeAsync(Dqx.Delivery.DeliveryKey key, Dqx.Delivery.DeliveryLease lease, CancellationToken token) => throw new NotSupportedException();
            public ValueTask NoteAsync(Dqx.Delivery.DeliveryKey key, Dqx.Delivery.DeliveryOutcome outcome, Dqx.Delivery.ToldState told, CancellationToken token) => throw new NotSupportedException();
            public ValueTask<Dqx.Delivery.ToldState> FindToldAsync(string suite, ResultKey key, string instance, CancellationToken token) => throw new NotSupportedException();
            public ValueTask<int> DeleteBeforeAsync(string suite, DateTimeOffset moment, CancellationToken token) => throw new NotSupportedException();
            public ValueTask DisposeAsync() => default;
        }
        """;
}
