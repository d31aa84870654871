using System.Text.Json;
using Dqx.Extensions.Monitoring;
using Dqx.Extensions.Tests.DatabaseWriter;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Extensions.Tests.Monitoring;

/// <summary>Hands runs to the processor, as the host does.</summary>
public abstract class MonitoringTest
{
    private protected static async Task Send(string endpoint, SuiteRun run, params (string Name, object Value)[] settings)
    {
        using var processor = await Initialised(Settings(endpoint, settings));
        await processor.ProcessAsync(run, SampleRuns.ContextOf(run), CancellationToken.None);
    }

    private protected static async Task<MonitoringProcessor> Initialised(string settings, params string[] secrets)
    {
        var processor = new MonitoringProcessor(NullLoggerFactory.Instance);
        await processor.InitializeAsync(ProcessorSettings.FromJson(settings, secrets: secrets), CancellationToken.None);
        return processor;
    }

    private protected static Task<DqxException> Failure(string endpoint, params (string Name, object Value)[] settings)
        => Should.ThrowAsync<DqxException>(() => Send(endpoint, SampleRuns.Full(), settings));

    private protected static string Settings(string endpoint, params (string Name, object Value)[] settings)
        => JsonSerializer.Serialize(settings.Prepend(("endpoint", endpoint)).ToDictionary(pair => pair.Item1, pair => pair.Item2));
}
