using System.Net;

namespace Dqx.Extensions.Webhooks.Sending;

/// <summary>Reads the wish of a busy receiver.</summary>
internal static class RetryAfter
{
    /// <summary>How long it asks to wait; null when it does not.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || response.Headers.RetryAfter is not { } asked)
        {
            return null;
        }

        var wait = asked.Delta ?? asked.Date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
