using System.Text;
using System.Text.Json;
using Dqx.Cli.Running;
using Dqx.History;

namespace Dqx.Cli.Rendering;

/// <summary>What a history holds, for programs.</summary>
internal static class HistoryDocument
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n" };

    public static void Write(TextWriter output, IReadOnlyList<StoredMetric> metrics) => Write(output, json =>
    {
        foreach (var metric in metrics)
        {
            json.WriteStartObject();
            Identity(json, metric);
            json.WriteNumber("values", metric.Values);
            json.WriteString("newest", Numbers.Date(metric.Newest));
            json.WriteEndObject();
        }
    });

    public static void Write(TextWriter output, IReadOnlyList<HistorySeries> series) => Write(output, json =>
    {
        foreach (var one in series)
        {
            json.WriteStartObject();
            Identity(json, one.Metric);
            json.WriteStartArray("values");
            foreach (var point in one.Points)
            {
                json.WriteStartObject();
                json.WriteString("date", Numbers.Date(point.Date));
                Number(json, point.Value);
                json.WriteString("error", point.Error);
                json.WriteString("run_id", point.RunId);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    });

    private static void Write(TextWriter output, Action<Utf8JsonWriter> items)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartArray();
            items(json);
            json.WriteEndArray();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void Identity(Utf8JsonWriter json, StoredMetric metric)
    {
        json.WriteString("suite", metric.Suite);
        json.WriteString("dataset", metric.Dataset);
        json.WriteString("metric", metric.Metric);
        json.WritePropertyName("tags");
        json.WriteRawValue(metric.Tags.Length == 0 ? "{}" : metric.Tags);
    }

    private static void Number(Utf8JsonWriter json, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber("value", number);
        }
        else
        {
            json.WriteNull("value");
        }
    }
}
