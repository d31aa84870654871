using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dqx.Extensions.Reports.Formats;

/// <summary>One line for each result, which says all that a log collector has to know: the run and the metrics are in it.</summary>
/// <remarks>Names and values are those of the run document, so they are taken from it.</remarks>
internal static class JsonLines
{
    private const string Schema = "dqx.result/1";

    // What of the run stands in every line, in this order.
    private static readonly string[] s_run = ["run_id", "suite", "key", "labels", "started_at"];

    public static ReadOnlyMemory<byte> Of(SuiteRun run)
    {
        var document = new ArrayBufferWriter<byte>();
        RunDocument.Write(run, document);
        using var json = JsonDocument.Parse(document.WrittenMemory);
        var symbols = json.RootElement.GetProperty("symbols").EnumerateArray().ToDictionary(symbol => symbol.GetProperty("name").GetString() ?? "", StringComparer.Ordinal);
        var lines = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        foreach (var result in json.RootElement.GetProperty("results").EnumerateArray())
        {
            Write(writer, json.RootElement, result, symbols);
            writer.Flush();
            lines.Write("\n"u8);
            writer.Reset();
        }

        return lines.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement run, JsonElement result, Dictionary<string, JsonElement> symbols)
    {
        writer.WriteStartObject();
        writer.WriteString("schema", Schema);
        foreach (var name in s_run)
        {
            writer.WritePropertyName(name);
            run.GetProperty(name).WriteTo(writer);
        }

        foreach (var property in result.EnumerateObject())
        {
            if (property.NameEquals("symbols"))
            {
                Symbols(writer, property.Value, symbols);
            }
            else
            {
                property.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>The symbols themselves where the run document has their names.</summary>
    private static void Symbols(Utf8JsonWriter writer, JsonElement names, Dictionary<string, JsonElement> symbols)
    {
        writer.WriteStartArray("symbols");
        foreach (var name in names.EnumerateArray())
        {
            if (symbols.TryGetValue(name.GetString() ?? "", out var symbol))
            {
                symbol.WriteTo(writer);
            }
        }

        writer.WriteEndArray();
    }
}
