using System.Net.Mail;

namespace Dqx.Extensions.EmailAlerts.Smtp;

/// <summary>A recipient that the server does not take.</summary>
/// <param name="Address">The recipient.</param>
/// <param name="Code">The server's answer: 4xx for now, 5xx for good.</param>
internal sealed record Refusal(string Address, int Code)
{
    public bool IsTemporary => Code is >= 400 and < 500;

    public static IReadOnlyList<Refusal> Of(SmtpFailedRecipientException failure)
        => failure is SmtpFailedRecipientsException { InnerExceptions.Length: > 0 } several
            ? [.. several.InnerExceptions.Select(One)]
            : [One(failure)];

    private static Refusal One(SmtpFailedRecipientException failure)
        => new(Text.Line((failure.FailedRecipient ?? "").Trim('<', '>'), 200), (int)failure.StatusCode);
}
