using System.Composition;
using Dqx.Extensions.EmailAlerts.Alerts;
using Dqx.Extensions.EmailAlerts.Smtp;
using Microsoft.Extensions.Logging;

namespace Dqx.Extensions.EmailAlerts;

/// <summary>Mails the failures and errors of a run, and that they are gone.</summary>
/// <remarks>Not idempotent: a mail that was taken cannot be taken back. Its Message-ID is the same for every attempt, though.</remarks>
[Export(typeof(IResultProcessor))]
[ProcessorMetadata(
    "email_alerts",
    Order = 100,
    Description = "Mails failures, errors and recoveries",
    Notify = "status_change",
    RequiredSettings = ["to_emails"])]
internal sealed class EmailAlertsProcessor : IResultProcessor
{
    private readonly ILogger _logger;
    private EmailAlertsSettings? _settings;
    private Mailer? _mailer;

    /// <summary>Creates the processor; the host's logging is imported.</summary>
    [ImportingConstructor]
    public EmailAlertsProcessor(ILoggerFactory loggers)
    {
        _logger = loggers.CreateLogger("Dqx.Extensions.EmailAlerts");
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync(ProcessorSettings settings, CancellationToken cancellationToken)
    {
        _settings = settings.Bind<EmailAlertsSettings>();
        if (_settings.Contradictions().ToArray() is { Length: > 0 } errors)
        {
            throw new SettingsException(errors);
        }

        _mailer = new Mailer(_settings, settings.Redact, _logger);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ProcessAsync(SuiteRun run, ProcessorContext context, CancellationToken cancellationToken)
    {
        if (_settings is null || _mailer is null)
        {
            throw new InvalidOperationException("The processor was not initialised.");
        }

        if (Alert.Of(run, context.Notification, _settings.SeverityLevels, _settings.MaxRows) is not { } alert)
        {
            Log.NothingToSay(_logger, run.RunId, string.Join(", ", _settings.SeverityLevels));
            return;
        }

        using var mail = Mail.Of(alert, _settings, context.IdempotencyKey);
        await _mailer.SendAsync(mail, cancellationToken);
        Log.Sent(_logger, run.RunId, mail.To.Count, _mailer.Server, alert.Subject);
    }
}
