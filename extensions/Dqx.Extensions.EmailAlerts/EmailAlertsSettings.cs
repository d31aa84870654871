using System.ComponentModel.DataAnnotations;

namespace Dqx.Extensions.EmailAlerts;

/// <summary>The settings of <c>email_alerts</c>, in snake_case.</summary>
internal sealed class EmailAlertsSettings
{
    /// <summary>The mail server.</summary>
    [RegularExpression("[^\\s\\p{C}/@]+", ErrorMessage = "must be the name or the address of a mail server, without a port")]
    [MinLength(1, ErrorMessage = "must not be empty")]
    public string SmtpHost { get; set; } = "localhost";

    /// <summary>Its port for submission.</summary>
    [SmtpPort]
    public int SmtpPort { get; set; } = 587;

    /// <summary>Whether the connection is encrypted.</summary>
    public TlsMode Tls { get; set; } = TlsMode.Starttls;

    /// <summary>The login; null for none.</summary>
    public string? Username { get; set; }

    /// <summary>The login's password.</summary>
    [Secret]
    public string? Password { get; set; }

    /// <summary>Who the mail is from.</summary>
    [EmailAddresses]
    public string FromEmail { get; set; } = "dqx@localhost";

    /// <summary>Who gets it.</summary>
    [EmailAddresses]
    public required IReadOnlyList<string> ToEmails { get; set; }

    /// <summary>Failures and errors of these severities are mailed.</summary>
    [MinLength(1, ErrorMessage = "must name a severity; to mail nothing, set enabled: false")]
    public IReadOnlyList<Severity> SeverityLevels { get; set; } = [Severity.P0, Severity.P1];

    /// <summary>How many failures and errors a mail shows; the rest is counted.</summary>
    [Range(1, 1000, ErrorMessage = "must be from 1 to 1000")]
    public int MaxRows { get; set; } = 50;

    /// <summary>What is wrong with the settings together; empty when nothing is.</summary>
    public IEnumerable<string> Contradictions()
    {
        if (Username is null != Password is null)
        {
            yield return Username is null ? "username is missing, and password is set" : "password is missing, and username is set";
        }
        else if (Username is not null && Tls == TlsMode.None && !IsLocal)
        {
            yield return "tls: none would send the password in clear; use tls: starttls, or no login";
        }
    }

    private bool IsLocal => SmtpHost is "localhost" or "127.0.0.1" or "::1";
}

/// <summary>Whether the connection to the mail server is encrypted.</summary>
internal enum TlsMode
{
    /// <summary>It is, before anything is said; a server that does not offer it gets nothing.</summary>
    Starttls,

    /// <summary>It is not.</summary>
    None,
}
