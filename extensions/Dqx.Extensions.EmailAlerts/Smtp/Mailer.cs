using System.Globalization;
using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Logging;

namespace Dqx.Extensions.EmailAlerts.Smtp;

/// <summary>Hands a mail to the server: the only class that knows <see cref="SmtpClient"/>.</summary>
internal sealed class Mailer(EmailAlertsSettings settings, Func<string, string> redact, ILogger logger)
{
    /// <summary>How the server is called in messages.</summary>
    public string Server { get; } = string.Create(CultureInfo.InvariantCulture, $"{settings.SmtpHost}:{settings.SmtpPort}");

    /// <exception cref="DqxException">The server did not take it, or not for everybody; the message says why and what to do.</exception>
    public async Task SendAsync(MailMessage mail, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var client = new SmtpClient(settings.SmtpHost, settings.SmtpPort)
        {
            EnableSsl = settings.Tls == TlsMode.Starttls,
            Credentials = settings.Username is null ? null : new NetworkCredential(settings.Username, settings.Password),
        };
        try
        {
            await SendAsync(client, mail, cancellationToken);
        }
        catch (SmtpFailedRecipientException refused)
        {
            var recipients = Refusal.Of(refused);
            // A refusal for good would keep the mail from being delivered for ever, to those who have it as well: it is told, and that is all.
            if (recipients.Count == mail.To.Count || recipients.Any(recipient => recipient.IsTemporary))
            {
                throw SmtpFailure.Recipients(Server, recipients, everybody: recipients.Count == mail.To.Count, refused);
            }

            Log.SomeRefused(logger, Server, string.Join(", ", recipients.Select(recipient => recipient.Address)));
        }
        catch (SmtpException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw SmtpFailure.Explain(failure, Server, settings, redact);
        }
        catch (SmtpException failure)
        {
            throw new OperationCanceledException("The mail was not sent within the time limit.", failure, cancellationToken);
        }
    }

    /// <summary>The client notices the token only between some of its steps, so the wait ends by itself; disposal then closes the connection.</summary>
    private static async Task SendAsync(SmtpClient client, MailMessage mail, CancellationToken cancellationToken)
    {
        var sending = client.SendMailAsync(mail, cancellationToken);
        try
        {
            await sending.WaitAsync(cancellationToken);
        }
        finally
        {
            // What it throws after it was given up is about that only.
            _ = sending.ContinueWith(given => given.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
