using System.Text.Json;
using Dqx.Extensions.Tests.DatabaseWriter;
using Dqx.Extensions.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dqx.Extensions.Tests.Webhooks;

/// <summary>Hands runs to a webhook, as the host does.</summary>
public abstract class WebhookTest
{
    private protected static ProcessorContext ContextOf(SuiteRun run, Notification? notification = null)
        => new() { Instance = "hook", IdempotencyKey = $"{run.RunId}/hook", Notification = notification ?? Notification.Result };

    private protected static async Task<IResultProcessor> Initialised(string settings, TimeProvider? clock = null)
    {
        var processor = new WebhookProcessor(NullLoggerFactory.Instance, clock ?? TimeProvider.System);
        await processor.InitializeAsync(ProcessorSettings.FromJson(settings), CancellationToken.None);
        return processor;
    }

    /// <summary>Posts a run to a receiver on loopback.</summary>
    private protected static async Task Post(HttpReceiver receiver, SuiteRun run, (string, object)[]? settings = null, Notification? notification = null, CancellationToken cancellationToken = default)
        => await (await Initialised(Settings(receiver.Url, settings ?? []))).ProcessAsync(run, ContextOf(run, notification), cancellationToken);

    private protected static Task<DqxException> Failure(HttpReceiver receiver, params (string, object)[] settings)
        => Should.ThrowAsync<DqxException>(() => Post(receiver, SampleRuns.Full(), settings));

    private protected static string Settings(string url, params (string Name, object Value)[] settings)
        => JsonSerializer.Serialize(settings.Prepend(("allow_private_addresses", true)).Prepend(("url", url)).GroupBy(pair => pair.Item1).ToDictionary(pair => pair.Key, pair => pair.Last().Item2));
}
