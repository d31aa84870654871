using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dqx.Extensions.Webhooks.Bodies;

/// <summary>Stands for a run document that is too large: its counts, the gravest results as far as they fit, and how much is left out.</summary>
/// <remarks>Its schema is its own, because a <c>dqx.run/1</c> that lacks results would be read as the whole run.</remarks>
internal static class DocumentSummary
{
    public const string Schema = "dqx.run-summary/1";

    /// <summary>What a comma and the end of the document take, rounded up.</summary>
    private const int Slack = 512;

    private static readonly string[] s_whole = ["run_id", "started_at", "duration_ms", "status", "summary"];

    /// <summary>Kept where they take no more than an eighth of the space each.</summary>
    private static readonly string[] s_ifSmall = ["meta", "key", "labels", "datasets"];

    /// <summary>Renders a summary.</summary>
    /// <param name="document">The whole document.</param>
    /// <param name="run">The run that it is of.</param>
    /// <param name="maxBytes">The most that it may take; 16 KB or more.</param>
    public static byte[] Of(ReadOnlyMemory<byte> document, SuiteRun run, int maxBytes)
    {
        using var whole = JsonDocument.Parse(document);
        var root = whole.RootElement;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("suite", Text.Line(run.Suite, 500));
            foreach (var name in s_whole)
            {
                json.WritePropertyName(name);
                root.GetProperty(name).WriteTo(json);
            }

            foreach (var name in s_ifSmall.Where(name => Size(root.GetProperty(name)) <= maxBytes / 8))
            {
                json.WritePropertyName(name);
                root.GetProperty(name).WriteTo(json);
            }

            var shown = Results(json, root.GetProperty("results"), run, maxBytes - Slack);
            json.WriteStartObject("left_out");
            json.WriteNumber("results", run.Results.Length - shown);
            json.WriteNumber("symbols", run.Symbols.Length);
            json.WriteNumber("diagnostics", run.Diagnostics.Length);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Failures and errors as the document has them, the gravest first, and of them as many as fit.</summary>
    private static int Results(Utf8JsonWriter json, JsonElement all, SuiteRun run, int until)
    {
        var elements = all.EnumerateArray().ToArray();
        var shown = 0;
        json.WriteStartArray("results");
        foreach (var (index, _) in run.Results.Index().Where(item => item.Item.IsFailure || item.Item.IsError).OrderBy(item => item.Item.Severity))
        {
            // One that is too large itself does not keep the smaller ones after it out.
            if (json.BytesCommitted + json.BytesPending + Size(elements[index]) <= until)
            {
                elements[index].WriteTo(json);
                shown++;
            }
        }

        json.WriteEndArray();
        return shown;
    }

    /// <summary>In bytes, as it is written: the document is without white space already.</summary>
    private static int Size(JsonElement element) => Encoding.UTF8.GetByteCount(element.GetRawText());
}
