using System.Diagnostics;
using Dqx.Composition.Tests.Support;
using Dqx.Suites;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dqx.Composition.Tests;

public sealed class HostTests
{
    [Fact]
    public async Task A_dropped_assembly_gets_the_run()
    {
        using var catalog = new TestCatalog();
        catalog.AddProcessor("second", order: 20);
        catalog.AddProcessor("first", order: 10);
        await using (var host = DqxHost.Create(options => options.Catalogs.Add(catalog.Folder)))
        {
            host.ProcessorOrder.ShouldBe(["first", "second"]);
            var processed = await host.ProcessAsync(Runs.Failing);

            processed.Run.Processors.Select(report => (report.Name, report.Status)).ShouldBe([("first", ProcessorStatus.Succeeded), ("second", ProcessorStatus.Succeeded)]);
        }

        catalog.Notes.ShouldBe(["initialize first", "initialize second", "process first", "process second"]);
    }

    [Fact]
    public async Task A_suite_is_run_and_handed_over()
    {
        using var catalog = new TestCatalog();
        catalog.AddProcessor("page", process: "Note(run.Suite + \" \" + run.Status); return default;");
        var dataset = new Moq.Mock<Dqx.Datasets.IDataset>();
        dataset.Setup(d => d.Name).Returns("orders");
        dataset.Setup(d => d.Calendar).Returns(Dqx.Datasets.DatasetCalendar.Snapshot);
        dataset.Setup(d => d.OpenAsync(Moq.It.IsAny<CancellationToken>())).Throws(new DqxException("DQX1999", "no data today"));
        var suite = VerificationSuite.Create("Orders", checks => checks.Add("Rows", (metrics, context) => context.AssertThat(metrics.NumRows()).Where("some").IsPositive()));
        await using var host = DqxHost.Create(options => options.Catalogs.Add(catalog.Folder));

        var run = await host.RunAsync(suite, [dataset.Object], ResultKey.For(new DateOnly(2026, 11, 20)));

        run.Status.ShouldBe(RunStatus.Error);
        run.Processors.Single().Status.ShouldBe(ProcessorStatus.Succeeded);
        catalog.Notes[^1].ShouldBe("Orders Error");
    }

    [Fact]
    public async Task Settings_that_a_processor_refuses_stop_the_run_before_it_starts()
    {
        using var catalog = new TestCatalog();
        catalog.AddProcessor("page", members: "public class Options { public required string To { get; set; } public int Port { get; set; } }", initialize: "settings.Bind<Options>(); return default;");
        await using var host = DqxHost.Create(options =>
        {
            options.Catalogs.Add(catalog.Folder);
            options.Processors.Add(new ProcessorConfiguration { Instance = "page", Use = "page", Origin = "suite.yaml:9:3", Settings = ProcessorSettings.FromJson("""{ "prot": 25 }""") });
        });

        var refusal = await Should.ThrowAsync<ConfigurationException>(() => host.RunAsync(null!, [], ResultKey.For(new DateOnly(2026, 11, 20))));

        refusal.DiagnosticId.ShouldBe("DQX2101");
        refusal.Errors.Select(error => error.Message).ShouldBe([
            "suite.yaml:9:3: processor 'page': prot is not a setting; did you mean 'port'?",
            "suite.yaml:9:3: processor 'page': to is required"]);
    }

    [Fact]
    public void Wrong_options_are_told_all_at_once()
    {
        var refusal = Should.Throw<ConfigurationException>(() => DqxHost.Create(options =>
        {
            options.Catalogs.Add(" ");
            options.Deadline = TimeSpan.Zero;
            options.CoolDown = TimeSpan.FromSeconds(-1);
            options.Processors.Add(new ProcessorConfiguration { Instance = "a", Use = "" });
            options.Processors.Add(new ProcessorConfiguration { Instance = "b", Use = "a" });
            options.Processors.Add(new ProcessorConfiguration { Instance = "B", Use = "a", Timeout = TimeSpan.Zero, Origin = "s.yaml:1:1" });
        }));

        refusal.Errors.Select(error => error.Message).ShouldBe([
            "the deadline must be positive",
            "the cool-down must not be negative",
            "a catalog's path is blank",
            "a processor's instance name and the processor that it uses must not be blank",
            "s.yaml:1:1: processor 'B': timeout must be positive",
            "s.yaml:1:1: the processor instance 'B' is configured twice",
        ]);
    }

    [Fact]
    public async Task The_container_lends_log_clock_configuration_and_history()
    {
        using var catalog = new TestCatalog();
        catalog.AddProcessor("page", members: "public class Options { public string To { get; set; } } [Import] public ILoggerFactory Log { get; set; }", process: "Log.CreateLogger(\"page\").LogWarning(\"paged\"); return default;", initialize: "Note(settings.Bind<Options>().To); return default;");
        var log = new CollectingLog();
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(log);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Processors:page:to", "me@example.com")]).Build());
        services.AddDqx(options => options.Catalogs.Add(catalog.Folder));
        await using (var provider = services.BuildServiceProvider())
        {
            var host = provider.GetRequiredService<DqxHost>();
            provider.GetRequiredService<DqxHost>().ShouldBeSameAs(host);
            (await host.ProcessAsync(Runs.Failing)).Run.Processors.Single().Status.ShouldBe(ProcessorStatus.Succeeded);
        }

        catalog.Notes.ShouldContain("me@example.com");
        log.Entries.ShouldContain(entry => entry.Text == "paged");
    }

    [Fact]
    public async Task Starting_at_once_initialises_once()
    {
        using var catalog = new TestCatalog();
        catalog.AddProcessor("one", initialize: "await Task.Delay(20);");
        await using var host = DqxHost.Create(options => options.Catalogs.Add(catalog.Folder));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.StartAsync()));

        catalog.Notes.ShouldBe(["initialize one"]);
    }

    [Fact]
    public async Task Secrets_stay_out_of_reports_and_errors()
    {
        using var catalog = new TestCatalog();
        catalog.AddProcessor("leaky",
            members: "public class Options { [Secret] public string Token { get; set; } public string Url { get; set; } } string secret;",
            initialize: "secret = settings.Bind<Options>().Token; return default;",
            process: "throw new Exception($\"refused {secret}\");");
        await using var host = DqxHost.Create(options =>
        {
            options.Catalogs.Add(catalog.Folder);
            options.Configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Processors:leaky:token", "tok-12345")]).Build();
        });

        var processed = await host.ProcessAsync(Runs.Failing);

        processed.Run.Processors.Single().Error.ShouldBe("Exception: refused ***");
        RunDocument.ToJson(processed.Run).ShouldNotContain("tok-12345");
    }

    [Fact]
    public async Task What_a_processor_is_handed()
    {
        var (handed, circumstances) = ((SuiteRun?)null, (ProcessorContext?)null);
        await new Orchestra().Add("page", new ActingProcessor { Process = (run, context, _) => { (handed, circumstances) = (run, context); return default; } }).RunAsync();

        await Snapshot.Verify(handed.ShouldNotBeNull(), row: "run");
        await Snapshot.Verify(circumstances.ShouldNotBeNull(), row: "context");
    }

    [Fact]
    public async Task Without_catalogs_MEF_is_not_loaded()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(Isolated).Assembly.Location, Isolated.NoCatalogs])
        {
            RedirectStandardOutput = true,
        }).ShouldNotBeNull();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        output.Trim().ShouldBe("1 result, 0 processors, MEF: none");
        process.ExitCode.ShouldBe(0);
    }
}
