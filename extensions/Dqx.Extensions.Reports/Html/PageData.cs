using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dqx.Extensions.Reports.Trends;

namespace Dqx.Extensions.Reports.Html;

/// <summary>What the page shows, as JSON that can stand in a page: the run document and the trends.</summary>
internal static class PageData
{
    public static string Of(SuiteRun run, TrendSet trends, int trendDays)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // As they are but for the one sign below: the usual encoder would write what is not ASCII in six characters each.
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WritePropertyName("run");
            Write(json, run);
            json.WriteString("history", trendDays == 0 ? "off" : trends.Failure is not null ? "failed" : trends.HasHistory ? "read" : "none");
            json.WriteNumber("trend_days", trendDays);
            json.WriteNumber("trends_left_out", trends.LeftOut);
            json.WriteStartArray("trends");
            foreach (var trend in trends.Trends)
            {
                Write(json, trend);
            }

            json.WriteEndArray();
            json.WriteStartObject("trend_of");
            foreach (var symbol in run.Symbols.Where(symbol => trends.OfSymbol.ContainsKey(symbol.Name)))
            {
                json.WriteNumber(symbol.Name, trends.OfSymbol[symbol.Name]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        // In JSON this sign stands in texts only. Without it nothing can end the element that holds the data, or open a comment in it.
        return Encoding.UTF8.GetString(buffer.WrittenSpan).Replace("<", "\\u003c", StringComparison.Ordinal);
    }

    /// <summary>The run document; what is empty in results and symbols, most of a large one, is left out.</summary>
    private static void Write(Utf8JsonWriter json, SuiteRun run)
    {
        var buffer = new ArrayBufferWriter<byte>();
        RunDocument.Write(run, buffer);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        json.WriteStartObject();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.NameEquals("results") || property.NameEquals("symbols"))
            {
                WriteWithoutEmpty(json, property);
            }
            else
            {
                property.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteWithoutEmpty(Utf8JsonWriter json, JsonProperty list)
    {
        json.WriteStartArray(list.Name);
        foreach (var item in list.Value.EnumerateArray())
        {
            json.WriteStartObject();
            foreach (var property in item.EnumerateObject().Where(property => !IsEmpty(property.Value)))
            {
                property.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };

    private static void Write(Utf8JsonWriter json, Trend trend)
    {
        json.WriteStartObject();
        json.WriteString("metric", trend.Metric);
        json.WriteString("dataset", trend.Dataset);
        json.WriteStartArray("points");
        foreach (var point in trend.Points)
        {
            json.WriteStartObject();
            json.WriteString("date", point.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (point.Value is { } value)
            {
                json.WriteNumber("value", value);
            }

            json.WriteString("error", point.Error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("bounds");
        foreach (var bound in trend.Bounds)
        {
            json.WriteStartObject();
            json.WriteNumber("value", bound.Value);
            json.WriteString("assertion", bound.Assertion);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
