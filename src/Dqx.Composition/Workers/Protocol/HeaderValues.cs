using System.Collections.Immutable;
using System.Text.Json;

namespace Dqx.Composition.Workers.Protocol;

/// <summary>Texts and lists of texts in headers.</summary>
internal static class HeaderValues
{
    extension(JsonElement header)
    {
        public string Text(string name) => header.GetProperty(name).GetString() ?? "";

        /// <summary>Null where it is absent.</summary>
        public string? OptionalText(string name) => header.TryGetProperty(name, out var value) ? value.GetString() : null;

        public ImmutableArray<string> Texts(string name) => [.. header.GetProperty(name).EnumerateArray().Select(item => item.GetString() ?? "")];
    }

    extension(Utf8JsonWriter json)
    {
        public void WriteTexts(string name, IEnumerable<string> texts)
        {
            json.WriteStartArray(name);
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    }
}
