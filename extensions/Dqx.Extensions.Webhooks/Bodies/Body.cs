using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dqx.Extensions.Webhooks.Bodies;

/// <summary>What is posted: a whole JSON text, never larger than it may be.</summary>
/// <param name="Bytes">UTF-8.</param>
/// <param name="IsSummary">Whether it stands for a run document that is too large.</param>
internal sealed record Body(byte[] Bytes, bool IsSummary)
{
    /// <summary>Renders a run.</summary>
    public static Body Of(SuiteRun run, Notification notification, WebhookTemplate template, int maxBytes) => template switch
    {
        WebhookTemplate.Slack => new Body(Fit(run, maxBytes, problems => SlackMessage.Of(run, notification, problems)), IsSummary: false),
        WebhookTemplate.Teams => new Body(Fit(run, Math.Min(maxBytes, TeamsMessage.MostBytes), problems => TeamsMessage.Of(run, notification, problems)), IsSummary: false),
        _ => Document(run, maxBytes),
    };

    private static Body Document(SuiteRun run, int maxBytes)
    {
        var document = new ArrayBufferWriter<byte>();
        RunDocument.Write(run, document);
        return document.WrittenCount <= maxBytes
            ? new Body(document.WrittenSpan.ToArray(), IsSummary: false)
            : new Body(DocumentSummary.Of(document.WrittenMemory, run, maxBytes), IsSummary: true);
    }

    /// <summary>Shows fewer problems until the message fits; what is left out is counted in it.</summary>
    private static byte[] Fit(SuiteRun run, int maxBytes, Func<Problems, JsonObject> render)
    {
        for (var most = Problems.Most; ; most /= 2)
        {
            var bytes = Utf8(render(Problems.Of(run, most)));
            if (bytes.Length <= maxBytes || most == 0)
            {
                return bytes;
            }
        }
    }

    private static byte[] Utf8(JsonObject message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            message.WriteTo(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
