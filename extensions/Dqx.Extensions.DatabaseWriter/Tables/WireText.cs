using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dqx.Extensions.DatabaseWriter.Tables;

/// <summary>Values of a result as the run document writes them. A run may have a million results: no document is made of them.</summary>
internal static class WireText
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The name of a status and its like, such as <c>no_history</c>; null where there is none.</summary>
    public static string? Name<T>(T? value)
        where T : struct, Enum
        => value is { } known ? Names<T>.Texts[Convert.ToInt32(known, null)] : null;

    /// <summary>A number: −0 as 0, and what is not finite as null.</summary>
    public static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number + 0.0 : null;

    /// <summary>A list as JSON.</summary>
    public static string JsonOf(ImmutableArray<string> values)
    {
        if (values.IsEmpty)
        {
            return "[]";
        }

        var text = new StringBuilder("[");
        foreach (var value in values)
        {
            text.Append(text.Length > 1 ? ",\"" : "\"").Append(s_options.Encoder?.Encode(value)).Append('"');
        }

        return text.Append(']').ToString();
    }

    /// <summary>Metadata as JSON.</summary>
    public static string JsonOf(Metadata meta)
    {
        if (meta.Count == 0)
        {
            return "{}";
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            foreach (var (name, value) in meta)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The names of an enum whose values are 0, 1, 2 and so on; severities keep their own form (P0).</summary>
    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly string[] Texts = [.. Enum.GetNames<T>().Select(name => typeof(T) == typeof(Severity) ? name : JsonNamingPolicy.SnakeCaseLower.ConvertName(name))];
    }
}
