using System.Globalization;
using System.Net;

namespace Dqx.Extensions.Monitoring;

/// <summary>Says why figures were not taken, and what to do about it.</summary>
internal static class SendFailure
{
    /// <summary>The request did not get through.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="receiver">How the receiver is called in messages.</param>
    /// <param name="timeout">How long a request may take.</param>
    public static DqxException Explain(Exception failure, string receiver, TimeSpan timeout)
    {
        var (id, text) = failure switch
        {
            OperationCanceledException => ("DQX6403", string.Create(CultureInfo.InvariantCulture, $"{receiver} did not answer within {timeout.TotalSeconds:0.###} s. It is tried again later; a slow receiver needs a longer request_timeout.")),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => ("DQX6401", $"{receiver}: the host's name is not known. Correct endpoint, or look at the name server."),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => ("DQX6404", $"{receiver}: no secure connection: {Cause(failure)} Its certificate must be valid for that host, and its issuer trusted by this machine."),
            _ => ("DQX6401", $"{receiver} cannot be reached, or broke the connection off: {Cause(failure)} It is tried again later."),
        };
        return new DqxException(id, text, failure);
    }

    /// <summary>It answered that it did not take them.</summary>
    public static DqxException Answered(string receiver, HttpStatusCode status, string answer)
    {
        var what = (int)status switch
        {
            401 or 403 => "Look at endpoint (user and password) and headers.",
            404 or 405 or 410 => "Look at endpoint and protocol: nothing takes metrics there.",
            >= 300 and < 400 => "It sends to another address, and that is not followed: write that one as endpoint.",
            >= 500 => "The receiver failed; it may take the figures later.",
            _ => "The receiver does not take what is sent; look at protocol and default_labels.",
        };
        return new DqxException("DQX6402", string.Create(CultureInfo.InvariantCulture, $"{receiver} answered {(int)status}{(answer.Length == 0 ? "" : $" ({answer})")}. {what}"));
    }

    /// <summary>The innermost message says most.</summary>
    private static string Cause(Exception failure)
    {
        var message = Text.Line(failure.GetBaseException().Message, 300);
        return message.EndsWith('.') ? message : message + ".";
    }
}
