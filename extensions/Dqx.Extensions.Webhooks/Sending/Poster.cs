using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Dqx.Extensions.Webhooks.Sending;

/// <summary>Posts a body until it is taken, as far as the receiver itself asks for another try; all other tries are the host's.</summary>
internal sealed class Poster(Receiver receiver, WebhookSettings settings, Func<string, string> redact, TimeProvider clock, ILogger logger)
{
    private const int MostAttempts = 4;
    private const int MostRedirects = 5;
    private const int MostAnswer = 2_048;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public Receiver Receiver { get; } = receiver;

    /// <exception cref="DqxException">The receiver did not take it; the message says why and what to do.</exception>
    public async Task PostAsync(byte[] body, ProcessorContext context, CancellationToken cancellationToken)
    {
        using var client = Client();
        var waited = TimeSpan.Zero;
        for (var attempt = 1; ; attempt++)
        {
            using var response = await SendAsync(client, body, context, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return;
            }

            if (RetryAfter.Of(response, clock.GetUtcNow()) is not { } wait)
            {
                throw SendFailure.Answered(Receiver.Name, response.StatusCode, await AnswerAsync(response, cancellationToken));
            }

            if (attempt == MostAttempts || waited + wait > settings.MaxWait)
            {
                throw SendFailure.Busy(Receiver.Name, response.StatusCode, wait, attempt, waited);
            }

            Log.Waiting(logger, Receiver.Name, (int)response.StatusCode, wait.TotalSeconds);
            await Task.Delay(wait, clock, cancellationToken);
            waited += wait;
        }
    }

    /// <summary>One for each call: nothing of it outlives the extension. The environment's proxy is not used, as the address is judged here.</summary>
    private HttpClient Client()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = (connection, token) => Connection.OpenAsync(connection.DnsEndPoint, settings.AllowPrivateAddresses, token),
        };
        // The host's token is the time limit.
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, byte[] body, ProcessorContext context, CancellationToken cancellationToken)
    {
        var address = Receiver.Address;
        for (var redirects = 0; ; redirects++)
        {
            using var request = Request(address, body, context);
            var response = await AnswerToAsync(client, request, Receiver.NameOf(address), cancellationToken);
            if ((int)response.StatusCode is not (>= 300 and < 400))
            {
                return response;
            }

            using (response)
            {
                address = Redirect.Target(response, address, settings.AllowRedirects && redirects < MostRedirects);
            }
        }
    }

    private static async Task<HttpResponseMessage> AnswerToAsync(HttpClient client, HttpRequestMessage request, string receiver, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException refused) when (refused.InnerException is DqxException reason)
        {
            // The connection's own refusal, which the client wraps.
            throw new DqxException(reason.DiagnosticId, reason.Message, refused);
        }
        catch (HttpRequestException failure)
        {
            throw SendFailure.Explain(failure, receiver);
        }
    }

    private HttpRequestMessage Request(Uri address, byte[] body, ProcessorContext context)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.TryAddWithoutValidation("User-Agent", "dqx-webhook");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Ascii(context.IdempotencyKey));
        request.Headers.TryAddWithoutValidation("Dqx-Notification", context.Notification.Kind.ToString().ToLowerInvariant());
        if (settings.Secret is { } secret)
        {
            request.Headers.TryAddWithoutValidation(Signature.Header, Signature.Of(body, secret, clock.GetUtcNow()));
        }

        if (Receiver.IsAt(address))
        {
            Receiver.Authorise(request.Headers);
        }

        return request;
    }

    /// <summary>Instance names may hold letters of any alphabet, headers may not: those are percent-encoded.</summary>
    private static string Ascii(string key)
        => string.Concat(key.EnumerateRunes().Select(rune => rune.Value is > ' ' and <= '~' and not '%' ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    /// <summary>The beginning of what it says, on one line and without this instance's secrets; an answer without end is not read to it.</summary>
    private async Task<string> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            var bytes = new byte[MostAnswer];
            await using var content = await response.Content.ReadAsStreamAsync(patience.Token);
            var length = await content.ReadAtLeastAsync(bytes, MostAnswer, throwOnEndOfStream: false, patience.Token);
            return Text.Line(redact(Encoding.UTF8.GetString(bytes, 0, length).Trim()), 300);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException || (broken is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The status is known, and that is what the failure is about.
            return "its text broke off";
        }
    }
}
