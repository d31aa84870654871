using Dqx.Composition.Tests.Support;
using Dqx.Testing;

namespace Dqx.Composition.Tests.Testing;

public sealed class CollectingHostTests
{
    [Fact]
    public async Task A_processor_is_handed_the_run_as_a_host_hands_it()
    {
        await using var host = CollectingHost.For(new ActingProcessor());

        var handed = await host.HandAsync(SampleRuns.Failing);

        handed.Report.Status.ShouldBe(ProcessorStatus.Succeeded);
        handed.Run.ShouldNotBeNull().Results.ShouldBe(SampleRuns.Failing.Results);
        handed.Context.ShouldNotBeNull().IdempotencyKey.ShouldBe($"{SampleRuns.Failing.RunId}/subject");
        handed.Document.ShouldBe(RunDocument.ToJson(handed.Run.ShouldNotBeNull(), indented: true));
        handed.Log.ShouldContain(entry => entry.Text.Contains("took the run", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_is_in_the_report()
    {
        await using var host = CollectingHost.For(ActingProcessor.Throwing(new InvalidOperationException("no paper")));

        var handed = await host.HandAsync(SampleRuns.Passing);

        handed.Report.Status.ShouldBe(ProcessorStatus.Failed);
        handed.Report.Error.ShouldNotBeNull().ShouldContain("no paper");
        handed.Run.ShouldNotBeNull();
    }

    [Fact]
    public async Task Wrong_settings_are_an_exception_that_lists_them()
    {
        await using var host = CollectingHost.For(new ActingProcessor { Initialize = (_, _) => throw new SettingsException("to: is required") });

        (await Should.ThrowAsync<ConfigurationException>(() => host.HandAsync(SampleRuns.Passing))).Message.ShouldContain("to: is required");
    }

    [Fact]
    public async Task A_built_extension_is_loaded_and_logs()
    {
        using var catalog = new TestCatalog();
        var assembly = catalog.AddProcessor("page", order: 7, process: "throw new InvalidOperationException(run.Suite);");
        await using var host = CollectingHost.ForExtension(Path.GetDirectoryName(assembly) ?? "");

        var handed = await host.HandAsync(SampleRuns.Erring);

        handed.Report.ShouldSatisfyAllConditions(
            report => report.Name.ShouldBe("page"),
            report => report.Order.ShouldBe(7),
            report => report.Error.ShouldNotBeNull().ShouldContain("Orders quality"));
    }

    [Fact]
    public void An_extension_that_is_not_there_has_several_processors_or_none_is_told()
    {
        using var catalog = new TestCatalog();
        var two = catalog.Add("Two", TestCatalog.Processor("one") + TestCatalog.Processor("two"));
        var none = catalog.Add("Nothing", "public class Nothing;");

        Should.Throw<DqxException>(() => CollectingHost.ForExtension(Path.Combine(catalog.Folder, "Absent"))).DiagnosticId.ShouldBe("DQX2411");
        Should.Throw<DqxException>(() => CollectingHost.ForExtension(two)).Message.ShouldContain("one, two");
        Should.Throw<DqxException>(() => CollectingHost.ForExtension(none)).Message.ShouldContain("DQX2003");
        Should.Throw<ConfigurationException>(() => CollectingHost.ForExtension(two, new CollectingHostOptions { Processor = "three" }));
    }

    [Fact]
    public async Task Dispose_disposes_the_processor()
    {
        using var catalog = new TestCatalog();
        var assembly = catalog.AddProcessor("page", bases: "IDisposable", members: "public void Dispose() => Note(\"disposed\");");
        await using (var host = CollectingHost.ForExtension(assembly))
        {
            await host.HandAsync(SampleRuns.Empty);
        }

        catalog.Notes.ShouldBe(["initialize page", "process page", "disposed"]);
    }
}
