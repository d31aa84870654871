using System.Globalization;
using System.Net;

namespace Dqx.Extensions.Webhooks.Sending;

/// <summary>Says why a run was not taken, and what to do about it.</summary>
internal static class SendFailure
{
    /// <summary>The request did not get through.</summary>
    public static DqxException Explain(HttpRequestException failure, string receiver)
    {
        var (id, text) = failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => ("DQX6201", $"{receiver}: the host's name is not known. Correct url, or look at the name server."),
            HttpRequestError.SecureConnectionError => ("DQX6205", $"{receiver}: no secure connection: {Cause(failure)} Its certificate must be valid for that host, and its issuer trusted by this machine."),
            HttpRequestError.ConnectionError => ("DQX6201", $"{receiver} cannot be connected to: {Cause(failure)} Is it running, and does the network let the connection through?"),
            _ => ("DQX6201", $"{receiver} ended the connection without an answer, or with one that is no HTTP: {Cause(failure)}"),
        };
        return new DqxException(id, text, failure);
    }

    /// <summary>It answered that it did not take the run.</summary>
    public static DqxException Answered(string receiver, HttpStatusCode status, string answer)
    {
        var what = (int)status switch
        {
            401 or 403 => "Look at url, secret and headers.",
            404 or 410 => "Look at url: nothing takes posts there.",
            413 => "Its limit is lower than max_bytes: lower that.",
            >= 500 => "The receiver failed; it may take the run later.",
            _ => "The receiver does not take what is posted; look at template.",
        };
        return new DqxException("DQX6202", $"{receiver} answered {Status(status)}{(answer.Length == 0 ? "" : $" ({answer})")}. {what}");
    }

    /// <summary>It asks to wait for longer than is left, or again and again.</summary>
    public static DqxException Busy(string receiver, HttpStatusCode status, TimeSpan wait, int attempts, TimeSpan waited) => new(
        "DQX6206",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{receiver} answered {Status(status)} and asks to wait {wait.TotalSeconds:0.#} s; posted {attempts} time{(attempts == 1 ? "" : "s")}, waited {waited.TotalSeconds:0.#} s. Post less often, or raise max_wait and timeout."));

    /// <summary>It sends the post elsewhere, and that is not followed.</summary>
    public static DqxException Redirect(string receiver, HttpStatusCode status, string reason)
        => new("DQX6203", $"{receiver} answered {Status(status)}, a redirect{reason}");

    /// <summary>Its name leads into this machine or a private network.</summary>
    public static DqxException PrivateAddress(string host, IPAddress address)
    {
        var leadsTo = IPAddress.TryParse(host.Trim('[', ']'), out _) ? "" : $" {address.ToString()},";
        return new("DQX6204", $"{host} is{leadsTo} an address of this machine or of a private network. If that is meant, set allow_private_addresses: true.");
    }

    private static string Status(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    /// <summary>The innermost message says most.</summary>
    private static string Cause(Exception failure)
    {
        var message = Text.Line(failure.GetBaseException().Message, 300);
        return message.EndsWith('.') ? message : message + ".";
    }
}
