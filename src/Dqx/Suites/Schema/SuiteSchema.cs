using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dqx.Suites.Reading;

namespace Dqx.Suites.Schema;

/// <summary>The JSON schema of suite files, for editors: made from the key sets by which they are read, so that the two agree.</summary>
/// <remarks>It knows keys and kinds of values. What only the whole file says (names, expressions, datasets) is for <c>dqx validate</c>.</remarks>
internal static class SuiteSchema
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Every kind of mapping by the name under which others refer to it.</summary>
    private static readonly (string Name, KeySet Keys)[] s_mappings =
    [
        ("source", SuiteKeys.Source),
        ("dataset", SuiteKeys.Dataset),
        ("partition", SuiteKeys.Partition),
        ("tunable", SuiteKeys.Tunable),
        ("check", SuiteKeys.Check),
        ("repetition", SuiteKeys.Repetition),
        ("assertion", SuiteKeys.Assertion),
        ("profile", SuiteKeys.Profile),
        ("rule", SuiteKeys.Rule),
        ("muted", SuiteKeys.Mute),
        ("processor", SuiteKeys.Processor),
    ];

    /// <summary>The schema as text, indented, with a line break at the end.</summary>
    public static string Text()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Suite file of DQX, version 1",
        };
        foreach (var (key, value) in Mapping("suite", SuiteKeys.Suite))
        {
            schema[key] = value?.DeepClone();
        }

        schema["definitions"] = new JsonObject(s_mappings.Select(mapping => KeyValuePair.Create<string, JsonNode?>(mapping.Name, Mapping(mapping.Name, mapping.Keys))));
        return schema.ToJsonString(s_options) + "\n";
    }

    private static JsonObject Mapping(string name, KeySet keys)
    {
        var mapping = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(keys.Known.Select(key => KeyValuePair.Create<string, JsonNode?>(key, SchemaValues.Of(name, key)))),
        };
        if (!keys.Required.IsEmpty)
        {
            mapping["required"] = new JsonArray([.. keys.Required.Select(key => (JsonNode)key)]);
        }

        // Free keys are those of processors, whatever they are, and x-… of the file.
        if (keys.IsFree("x-"))
        {
            mapping["patternProperties"] = new JsonObject { ["^x-"] = new JsonObject() };
        }

        mapping["additionalProperties"] = keys.IsFree("a");
        return mapping;
    }
}
