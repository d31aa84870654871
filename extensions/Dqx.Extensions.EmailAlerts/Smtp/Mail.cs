using System.Net.Mail;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using Dqx.Extensions.EmailAlerts.Alerts;

namespace Dqx.Extensions.EmailAlerts.Smtp;

/// <summary>An alert as a mail, in plain text and in HTML.</summary>
internal static class Mail
{
    public static MailMessage Of(Alert alert, EmailAlertsSettings settings, string idempotencyKey)
    {
        var from = new MailAddress(settings.FromEmail);
        // The client sends ASCII as it is: a name that looks like an encoded word would be decoded by the reader, line breaks included.
        var subject = alert.Subject.Replace("=?", "= ?", StringComparison.Ordinal);
        var mail = new MailMessage { From = from, Subject = subject, SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8 };
        foreach (var recipient in settings.ToEmails)
        {
            mail.To.Add(new MailAddress(recipient));
        }

        // The same for every attempt: a mailbox that has got it twice can tell.
        mail.Headers["Message-ID"] = $"<dqx.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)))[..32]}@{AsciiHost(from)}>";
        // Nobody's out-of-office message answers a machine.
        mail.Headers["Auto-Submitted"] = "auto-generated";
        mail.Headers["X-Auto-Response-Suppress"] = "All";
        mail.AlternateViews.Add(View(PlainText.Of(alert), MediaTypeNames.Text.Plain));
        mail.AlternateViews.Add(View(Html.Of(alert), MediaTypeNames.Text.Html));
        return mail;
    }

    private static AlternateView View(string text, string mediaType)
    {
        var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, mediaType);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }

    private static string AsciiHost(MailAddress from) => Ascii.IsValid(from.Host) ? from.Host : "localhost";
}
