using System.ComponentModel.DataAnnotations;

namespace Dqx.Extensions.Webhooks;

/// <summary>The settings of <c>webhook</c>, in snake_case.</summary>
internal sealed class WebhookSettings
{
    /// <summary>Where to post. Never shown: the address of a chat's webhook is its password.</summary>
    [Secret]
    [WebhookUrl]
    public required string Url { get; set; }

    /// <summary>What to post.</summary>
    public WebhookTemplate Template { get; set; } = WebhookTemplate.Document;

    /// <summary>The key of the signature; without one nothing is signed.</summary>
    [Secret]
    [MinLength(1, ErrorMessage = "must not be empty; leave it out to post without a signature")]
    public string? Secret { get; set; }

    /// <summary>More headers. Never shown: they hold tokens.</summary>
    [Secret]
    [HeaderMap]
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>The largest body that the receiver takes, in bytes.</summary>
    [Range(16_384, 100_000_000, ErrorMessage = "must be from 16384 to 100000000")]
    public int MaxBytes { get; set; } = 1_000_000;

    /// <summary>How long, all in all, a busy receiver's Retry-After is waited for in one call.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a receiver may send the post elsewhere.</summary>
    public bool AllowRedirects { get; set; }

    /// <summary>Whether the receiver may be on this machine or in a private network.</summary>
    public bool AllowPrivateAddresses { get; set; }
}
