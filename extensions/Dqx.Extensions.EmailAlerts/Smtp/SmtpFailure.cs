using System.Globalization;
using System.Net.Mail;
using System.Security.Authentication;

namespace Dqx.Extensions.EmailAlerts.Smtp;

/// <summary>Says why a mail was not taken, and what to do about it.</summary>
internal static class SmtpFailure
{
    /// <summary>The server, or the way to it, refused.</summary>
    public static DqxException Explain(SmtpException failure, string server, EmailAlertsSettings settings, Func<string, string> redact)
    {
        var said = Text.Line(redact(Said(failure)), 300);
        var (id, text) = (int)failure.StatusCode switch
        {
            _ when failure.GetBaseException() is AuthenticationException => ("DQX6302", $"{server}: no secure connection: {said} Its certificate must be valid for {settings.SmtpHost}, and its issuer trusted by this machine."),
            530 or 534 or 535 or 538 => ("DQX6303", $"{server} refuses the login{(settings.Username is null ? " (none is set)" : "")}: {said} Look at username and password."),
            >= 400 and < 500 => ("DQX6305", $"{server} does not take the mail now ({Code(failure)}): {said} It may take it later."),
            > 0 => ("DQX6305", $"{server} refuses the mail ({Code(failure)}): {said} Look at from_email, and at what the server allows."),
            _ when settings.Tls == TlsMode.Starttls && failure.InnerException is null => ("DQX6302", $"{server}: no secure connection: {said} If the server offers no STARTTLS and the way to it is safe, set tls: none."),
            _ => ("DQX6301", $"{server} cannot be reached, or ended the connection: {said} Look at smtp_host and smtp_port, and whether the server runs."),
        };
        return new DqxException(id, text, failure);
    }

    /// <summary>It does not take some recipients, or any.</summary>
    public static DqxException Recipients(string server, IReadOnlyList<Refusal> refused, bool everybody, SmtpFailedRecipientException failure)
    {
        var names = string.Join(", ", refused.Take(10).Select(refusal => string.Create(CultureInfo.InvariantCulture, $"{refusal.Address} ({refusal.Code})")));
        var more = refused.Count > 10 ? string.Create(CultureInfo.InvariantCulture, $" and {refused.Count - 10} more") : "";
        var advice = refused.Any(refusal => refusal.IsTemporary) ? "It may take them later." : "Correct to_emails, or let the server relay to them.";
        return new DqxException("DQX6304", $"{server} refuses {names}{more}; {(everybody ? "the mail went to nobody" : "the mail went to the others")}. {advice}", failure);
    }

    /// <summary>The innermost message says most.</summary>
    private static string Said(Exception failure)
    {
        var message = failure.GetBaseException().Message.Trim();
        return message.EndsWith('.') ? message : message + ".";
    }

    private static string Code(SmtpException failure) => ((int)failure.StatusCode).ToString(CultureInfo.InvariantCulture);
}
