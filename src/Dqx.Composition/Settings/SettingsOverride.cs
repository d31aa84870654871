using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Dqx.Composition.Settings;

/// <summary>
/// Texts in a tree, as <see cref="IConfiguration"/> holds them, to be laid over settings. Keys are found
/// whatever their case; keys that are all numbers stand for the items of a list.
/// </summary>
internal sealed class SettingsOverride
{
    private readonly SortedDictionary<string, SettingsOverride> _children = new(StringComparer.OrdinalIgnoreCase);

    public string? Value { get; private set; }

    public IEnumerable<KeyValuePair<string, SettingsOverride>> Children => _children;

    public SettingsOverride? Child(string name) => _children.GetValueOrDefault(name);

    public static SettingsOverride From(IConfiguration configuration)
    {
        var tree = new SettingsOverride { Value = (configuration as IConfigurationSection)?.Value };
        foreach (var section in configuration.GetChildren())
        {
            tree._children[section.Key] = From(section);
        }

        return tree;
    }

    /// <summary>The settings with this laid over them. Values stay texts: the binder reads numbers and booleans from texts.</summary>
    public JsonNode? Over(JsonNode? settings)
        => _children.Count == 0 ? Value is null ? null : JsonValue.Create(Value)
            : _children.Keys.All(key => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _)) ? OverList(settings)
            : OverObject(settings, except: []);

    /// <summary>The same for a whole object, leaving out keys that are not settings.</summary>
    public JsonObject OverObject(JsonNode? settings, IReadOnlyCollection<string> except)
    {
        var result = settings as JsonObject ?? [];
        foreach (var (key, child) in _children)
        {
            if (!except.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                var name = result.Select(pair => pair.Key).FirstOrDefault(known => known.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? key;
                var before = result[name];
                result.Remove(name);
                result[name] = child.Over(before);
            }
        }

        return result;
    }

    /// <summary>An index replaces the item that stands there, or adds one at the end: lists have no holes.</summary>
    private JsonArray OverList(JsonNode? settings)
    {
        var list = settings as JsonArray ?? [];
        foreach (var (key, child) in _children.OrderBy(pair => int.Parse(pair.Key, CultureInfo.InvariantCulture)))
        {
            var index = int.Parse(key, CultureInfo.InvariantCulture);
            if (index < list.Count)
            {
                var before = list[index];
                list[index] = null;
                list[index] = child.Over(before);
            }
            else
            {
                list.Add(child.Over(null));
            }
        }

        return list;
    }
}
