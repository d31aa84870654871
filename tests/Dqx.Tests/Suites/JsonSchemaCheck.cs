using System.Text.Json;
using System.Text.RegularExpressions;

namespace Dqx.Tests.Suites;

/// <summary>As much of JSON schema (draft 7) as the schema of suite files uses; a keyword that it does not know is an error.</summary>
internal sealed class JsonSchemaCheck(JsonElement root)
{
    private static readonly string[] s_annotations = ["$schema", "title", "description", "definitions"];

    /// <summary>Whether a document fits.</summary>
    public bool Fits(JsonElement document) => Fits(document, root);

    private bool Fits(JsonElement value, JsonElement schema)
        => schema.ValueKind is not JsonValueKind.Object ? schema.GetBoolean() : schema.EnumerateObject().All(keyword => Holds(value, schema, keyword));

    private bool Holds(JsonElement value, JsonElement schema, JsonProperty keyword) => keyword.Name switch
    {
        "$ref" => Fits(value, root.GetProperty("definitions").GetProperty(keyword.Value.GetString()!.Split('/')[^1])),
        "anyOf" => keyword.Value.EnumerateArray().Any(choice => Fits(value, choice)),
        "const" => JsonElement.DeepEquals(value, keyword.Value),
        "enum" => keyword.Value.EnumerateArray().Any(choice => JsonElement.DeepEquals(value, choice)),
        "type" when keyword.Value.ValueKind is JsonValueKind.Array => keyword.Value.EnumerateArray().Any(type => Is(value, type.GetString())),
        "type" => Is(value, keyword.Value.GetString()),
        "pattern" => value.ValueKind is not JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!),
        "minimum" => value.ValueKind is not JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble(),
        "maximum" => value.ValueKind is not JsonValueKind.Number || value.GetDouble() <= keyword.Value.GetDouble(),
        "items" => value.ValueKind is not JsonValueKind.Array || value.EnumerateArray().All(item => Fits(item, keyword.Value)),
        "required" => value.ValueKind is not JsonValueKind.Object || keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "properties" => value.ValueKind is not JsonValueKind.Object || keyword.Value.EnumerateObject().All(property => !value.TryGetProperty(property.Name, out var given) || Fits(given, property.Value)),
        "patternProperties" => value.ValueKind is not JsonValueKind.Object || keyword.Value.EnumerateObject().All(pattern => value.EnumerateObject().All(given => !Regex.IsMatch(given.Name, pattern.Name) || Fits(given.Value, pattern.Value))),
        "additionalProperties" => value.ValueKind is not JsonValueKind.Object || value.EnumerateObject().Where(given => !IsDeclared(given.Name, schema)).All(given => Fits(given.Value, keyword.Value)),
        _ => s_annotations.Contains(keyword.Name) ? true : throw new NotSupportedException(keyword.Name),
    };

    private static bool IsDeclared(string name, JsonElement schema)
        => (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _))
            || (schema.TryGetProperty("patternProperties", out var patterns) && patterns.EnumerateObject().Any(pattern => Regex.IsMatch(name, pattern.Name)));

    private static bool Is(JsonElement value, string? type) => type switch
    {
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind is JsonValueKind.Null,
        _ => value.ValueKind.ToString().Equals(type, StringComparison.OrdinalIgnoreCase),
    };
}
