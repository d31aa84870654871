using System.Text.Json;

namespace Dqx.Suites.Yaml;

/// <summary>YAML as JSON.</summary>
/// <remarks>
/// A plain scalar is a number when it is one in JSON, <c>true</c> or <c>false</c>, or null; anything else is a text as written:
/// <c>no</c>, <c>007</c>, <c>1_000</c>, <c>0x1F</c>, <c>2026-11-20</c>. Whoever binds it to a number reads that from the text.
/// </remarks>
internal static class YamlJson
{
    public static JsonElement Convert(YamlNode node) => Convert(writer => Write(node, writer));

    /// <summary>The entries that are wanted as a JSON object.</summary>
    public static JsonElement Convert(YamlMapping mapping, Func<YamlEntry, bool> wanted)
        => Convert(writer => WriteObject(mapping.Entries.Where(wanted), writer));

    /// <summary>The truth value of a scalar that is one in YAML; null for any other.</summary>
    public static bool? Flag(YamlScalar scalar) => scalar switch
    {
        { Value: "true" or "True" or "TRUE" } => true,
        { Value: "false" or "False" or "FALSE" } => false,
        _ => null,
    };

    private static JsonElement Convert(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        return document.RootElement.Clone();
    }

    private static void Write(YamlNode node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case YamlMapping mapping:
                WriteObject(mapping.Entries, writer);
                break;
            case YamlSequence list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case YamlScalar scalar:
                Write(scalar, writer);
                break;
        }
    }

    private static void WriteObject(IEnumerable<YamlEntry> entries, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in entries)
        {
            writer.WritePropertyName(key.Value);
            Write(value, writer);
        }

        writer.WriteEndObject();
    }

    private static void Write(YamlScalar scalar, Utf8JsonWriter writer)
    {
        if (scalar.IsNull)
        {
            writer.WriteNullValue();
        }
        else if (scalar is { IsPlain: true, IsExpanded: false } && Flag(scalar) is { } flag)
        {
            writer.WriteBooleanValue(flag);
        }
        else if (scalar is { IsPlain: true, IsExpanded: false } && IsNumber(scalar.Value))
        {
            // As written: 1.50 stays 1.50.
            writer.WriteRawValue(scalar.Value);
        }
        else
        {
            writer.WriteStringValue(scalar.Value);
        }
    }

    private static bool IsNumber(string text)
    {
        if (text.Length == 0 || !(char.IsAsciiDigit(text[0]) || text[0] == '-') || !char.IsAsciiDigit(text[^1]))
        {
            return false;
        }

        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text));
        try
        {
            return reader.Read() && reader.TokenType is JsonTokenType.Number && reader.BytesConsumed == text.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
