using Dqx.Composition.Tests.Support;
using Dqx.Testing;

namespace Dqx.Composition.Tests.Testing;

public sealed class ConformanceTests
{
    private const string Bind = "settings.Bind<Options>(); return default;";
    private const string Options = "private sealed class Options { public string To { get; set; } = \"\"; }";

    /// <summary>A few runs and a short patience: the mistakes show at once.</summary>
    private static readonly ConformanceOptions s_quick = new()
    {
        CancellationPatience = TimeSpan.FromMilliseconds(300),
        Timeout = TimeSpan.FromSeconds(5),
        Runs = [new SampleRun("Failing", SampleRuns.Failing)],
    };

    [Fact]
    public async Task A_good_processor_keeps_every_promise()
    {
        using var catalog = new TestCatalog();
        var assembly = catalog.AddProcessor("good", metadata: "Idempotent = true", initialize: Bind, members: Options);

        var report = await ProcessorConformance.CheckAsync(assembly);

        report.Findings.ShouldBeEmpty();
        report.ThrowIfBroken();
        report.Checked.Length.ShouldBe(14);
    }

    [Theory]
    [InlineData("DQX2412", "throw new InvalidOperationException();", "return default;", "", "")]
    [InlineData("DQX2413", "return default;", "return default;", "", "")]
    [InlineData("DQX2414", Bind, "throw new InvalidOperationException(\"no\");", "", "")]
    [InlineData("DQX2415", Bind, "Thread.Sleep(run.Results.Length > 100 ? 2_000 : 0); return default;", "", "")]
    [InlineData("DQX2416", Bind, "if (!_seen.Add(context.IdempotencyKey)) throw new InvalidOperationException(\"twice\"); return default;", "readonly HashSet<string> _seen = [];", "")]
    [InlineData("DQX2417", Bind, "return default;", "public void Dispose() => throw new InvalidOperationException(\"stuck\");", "IDisposable")]
    [InlineData("DQX2120", "return default;", "return default;", "public {0}() => throw new InvalidOperationException(\"no\");", "")]
    public async Task A_broken_promise_is_told_with_its_id(string id, string initialize, string process, string members, string bases)
    {
        using var catalog = new TestCatalog();
        var assembly = catalog.AddProcessor(
            "bad", metadata: "Idempotent = true", initialize: initialize, process: process, members: members.Replace("{0}", "Bad", StringComparison.Ordinal) + Options, bases: bases);

        var report = await ProcessorConformance.CheckAsync(assembly, s_quick);

        report.IsBroken.ShouldBeTrue(report.ToString());
        report.ToString().ShouldContain(id);
        Should.Throw<ConformanceException>(report.ThrowIfBroken).Message.ShouldContain(id);
    }

    [Fact]
    public async Task What_stays_in_memory_is_a_warning()
    {
        using var catalog = new TestCatalog();
        var assembly = catalog.AddProcessor("stays", initialize: Bind, members: Options + "public Stays() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Note(\"end\");");

        var report = await ProcessorConformance.CheckAsync(assembly, s_quick);

        report.IsBroken.ShouldBeFalse(report.ToString());
        report.Findings.ShouldHaveSingleItem().Id.ShouldBe("DQX2418");
    }

    [Fact]
    public async Task What_a_host_would_reject_or_forgive_is_told()
    {
        using var catalog = new TestCatalog();
        var assembly = catalog.AddProcessor("copied", initialize: Bind, members: Options);
        File.Copy(typeof(IResultProcessor).Assembly.Location, Path.Combine(Path.GetDirectoryName(assembly) ?? "", "Dqx.Abstractions.dll"));
        var nothing = catalog.Add("Nothing", "public class Nothing;");
        var hidden = catalog.Add("Hidden", "[Export(typeof(IResultProcessor))] [ProcessorMetadata(\"hidden\")] public class Hidden { private Hidden() { } }");

        (await ProcessorConformance.CheckAsync(assembly, s_quick)).Findings.ShouldContain(finding => finding.Id == "DQX2010" && finding.Severity == DiagnosticSeverity.Error);
        (await ProcessorConformance.CheckAsync(nothing, s_quick)).ToString().ShouldContain("DQX2003");
        (await ProcessorConformance.CheckAsync(hidden, s_quick)).IsBroken.ShouldBeTrue();
        (await ProcessorConformance.CheckAsync(assembly + ".absent", s_quick)).ToString().ShouldContain("DQX2411");
        (await ProcessorConformance.CheckAsync(assembly, s_quick with { Processor = "other" })).ToString().ShouldContain("copied");
    }

    [Fact]
    public async Task Missing_settings_are_told()
    {
        using var catalog = new TestCatalog();
        var assembly = catalog.AddProcessor("wants", metadata: "RequiredSettings = [\"to\"]", initialize: Bind, members: Options);

        (await ProcessorConformance.CheckAsync(assembly, s_quick)).ToString().ShouldContain("DQX2111");
    }

    [Fact]
    public async Task The_database_writer_keeps_its_promises()
    {
        using var catalog = new TestCatalog();
        var options = new ConformanceOptions { Settings = ProcessorSettings.FromJson("""{"database_url": "sqlite:results.db"}""", catalog.Folder) };

        var report = await ProcessorConformance.CheckAsync(BuiltOutput.DatabaseWriter, options);

        // Microsoft.Data.Sqlite cannot be unloaded, which is a warning.
        report.ThrowIfBroken();
        report.Findings.Select(finding => finding.Id).Except(["DQX2418"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("report.html")]
    [InlineData("report.jsonl")]
    public async Task The_reports_keep_their_promises(string path)
    {
        using var catalog = new TestCatalog();
        var options = new ConformanceOptions { Settings = ProcessorSettings.FromJson($$"""{"path": "{{path}}"}""", catalog.Folder) };

        (await ProcessorConformance.CheckAsync(BuiltOutput.Reports, options)).Findings.ShouldBeEmpty();
    }
}
