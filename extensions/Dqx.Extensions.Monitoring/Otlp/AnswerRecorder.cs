using System.Net;

namespace Dqx.Extensions.Monitoring.Otlp;

/// <summary>Remembers how the requests of the exporter ended: it says only that it failed.</summary>
internal sealed class AnswerRecorder(CancellationToken cancellationToken) : DelegatingHandler
{
    /// <summary>The last answer; null when there was none.</summary>
    public HttpStatusCode? Status { get; private set; }

    /// <summary>Why there was no answer.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken requestToken)
    {
        // The exporter knows of no token of its caller's.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(requestToken, cancellationToken);
        try
        {
            var response = base.Send(request, either.Token);
            (Status, Failure) = (response.StatusCode, null);
            return response;
        }
        catch (Exception failure)
        {
            (Status, Failure) = (null, failure);
            throw;
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken requestToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(requestToken, cancellationToken);
        try
        {
            var response = await base.SendAsync(request, either.Token);
            (Status, Failure) = (response.StatusCode, null);
            return response;
        }
        catch (Exception failure)
        {
            (Status, Failure) = (null, failure);
            throw;
        }
    }
}
