using System.Net.Http.Headers;
using System.Text;
using Dqx.Extensions.Monitoring.Metrics;

namespace Dqx.Extensions.Monitoring.Pushgateway;

/// <summary>Puts the figures of a run into the place of those that the Pushgateway has of the same suite, tags and labels.</summary>
/// <remarks>PUT replaces the whole group: the same run twice has one effect, and an assertion that was deleted does not stay.</remarks>
internal sealed class PushgatewaySink(Receiver receiver, TimeSpan timeout, Func<string, string> redact) : IGaugeSink
{
    private const int MostAnswer = 2_048;

    /// <inheritdoc/>
    public async ValueTask SendAsync(RunGauges gauges, CancellationToken cancellationToken)
    {
        using var client = receiver.Client();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{receiver.Address.AbsoluteUri.TrimEnd('/')}/{GroupingKey.Path(gauges.Group)}"))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Exposition.Of(gauges.Gauges))) { Headers = { ContentType = MediaTypeHeaderValue.Parse(Exposition.MediaType) } },
        };
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw SendFailure.Answered(receiver.Name, response.StatusCode, await AnswerAsync(response, cancellationToken));
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw SendFailure.Explain(failure, receiver.Name, timeout);
        }
    }

    /// <summary>The beginning of what it says, on one line and without this instance's secrets.</summary>
    private async Task<string> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostAnswer];
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await content.ReadAtLeastAsync(bytes, MostAnswer, throwOnEndOfStream: false, cancellationToken);
        return Text.Line(redact(Encoding.UTF8.GetString(bytes, 0, length)), 300);
    }
}
