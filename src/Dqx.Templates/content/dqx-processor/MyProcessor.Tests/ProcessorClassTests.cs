using System.Reflection;
using System.Text.Json.Nodes;
using Dqx;
using Dqx.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ProcessorNamespace.Tests;

public sealed class ProcessorClassTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    private ProcessorSettings Settings => ProcessorSettings.FromJson(new JsonObject { ["to"] = _file }.ToJsonString());

    public void Dispose() => File.Delete(_file);

    /// <summary>In the debugger one steps right through the processor here.</summary>
    [Fact]
    public async Task It_writes_a_line_for_a_run()
    {
        await using var host = CollectingHost.For(new ProcessorClass(NullLoggerFactory.Instance), new CollectingHostOptions { Settings = Settings });

        var handed = await host.HandAsync(SampleRuns.Failing);

        Assert.Equal(ProcessorStatus.Succeeded, handed.Report.Status);
        Assert.Equal("Orders quality: 1 of 4 passed\n", await File.ReadAllTextAsync(_file));
    }

    /// <summary>The built folder, found, loaded and run as in production: every promise of the contract.</summary>
    [Fact]
    public async Task It_keeps_the_promises_of_the_contract()
    {
        var folder = typeof(ProcessorClassTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ExtensionFolder").Value;

        var report = await ProcessorConformance.CheckAsync(folder!, new ConformanceOptions { Settings = Settings });

        report.ThrowIfBroken();
    }
}
