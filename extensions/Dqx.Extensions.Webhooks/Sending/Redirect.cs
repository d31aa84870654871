namespace Dqx.Extensions.Webhooks.Sending;

/// <summary>Decides where a redirect leads.</summary>
internal static class Redirect
{
    /// <summary>The new address.</summary>
    /// <exception cref="DqxException">It is not to be followed.</exception>
    public static Uri Target(HttpResponseMessage response, Uri from, bool allowed)
    {
        var receiver = Receiver.NameOf(from);
        if (!allowed)
        {
            throw SendFailure.Redirect(receiver, response.StatusCode, ", which is not followed, or is one too many. Write the address where it leads as url, or set allow_redirects: true.");
        }

        // After 301, 302 and 303 clients get the new address instead of posting to it: the run would be lost without a word.
        if ((int)response.StatusCode is not (307 or 308))
        {
            throw SendFailure.Redirect(receiver, response.StatusCode, " that takes a post's body away (only 307 and 308 keep it). Write the address where it leads as url.");
        }

        if (response.Headers.Location is not { } location || !Uri.TryCreate(from, location, out var target) || target.Scheme is not ("http" or "https"))
        {
            throw SendFailure.Redirect(receiver, response.StatusCode, " that leads nowhere.");
        }

        return from.Scheme == "https" && target.Scheme == "http"
            ? throw SendFailure.Redirect(receiver, response.StatusCode, " from https to http, which anyone on the way can read.")
            : target;
    }
}
