using System.Composition;
using Dqx.Extensions.Webhooks.Bodies;
using Dqx.Extensions.Webhooks.Sending;
using Microsoft.Extensions.Logging;

namespace Dqx.Extensions.Webhooks;

/// <summary>Posts every run that it is handed to an HTTP endpoint.</summary>
/// <remarks>Nothing is connected to before there is a run to post, and no connection stays open after it.</remarks>
[Export(typeof(IResultProcessor))]
[ProcessorMetadata(
    "webhook",
    Order = 400,
    Description = "Posts runs to an HTTP endpoint, Slack or Teams",
    RequiredSettings = ["url"],
    Idempotent = true)]
internal sealed class WebhookProcessor : IResultProcessor
{
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private WebhookSettings? _settings;
    private Poster? _poster;

    /// <summary>Creates the processor; the host's logging and clock are imported.</summary>
    [ImportingConstructor]
    public WebhookProcessor(ILoggerFactory loggers, TimeProvider clock)
    {
        _logger = loggers.CreateLogger("Dqx.Extensions.Webhooks");
        _clock = clock;
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        _settings = settings.Bind<WebhookSettings>();
        _poster = new Poster(new Receiver(_settings), _settings, settings.Redact, _clock, _logger);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        if (_settings is null || _poster is null)
        {
            throw new InvalidOperationException("The processor was not initialised.");
        }

        var body = Body.Of(run, context.Notification, _settings.Template, _settings.MaxBytes);
        if (body.IsSummary)
        {
            Log.Summarised(_logger, run.RunId, _settings.MaxBytes);
        }

        await _poster.PostAsync(body.Bytes, context, cancellationToken);
        Log.Posted(_logger, run.RunId, _poster.Receiver.Name, body.Bytes.Length);
    }
}
