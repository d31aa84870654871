using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>A mapping of a suite file whose keys are known; its values are taken out by kind. Nothing at all is as good as no key.</summary>
internal sealed class Section
{
    private Section(YamlMapping mapping, Findings findings) => (Mapping, Findings) = (mapping, findings);

    public YamlMapping Mapping { get; }

    public Findings Findings { get; }

    public Place Place => Mapping.Place;

    /// <summary>Opens a mapping and reports the keys that do not belong there; null when the node is none.</summary>
    /// <param name="node">The node.</param>
    /// <param name="keys">The keys that it may have.</param>
    /// <param name="owner">What stands for it: the key whose value it is.</param>
    /// <param name="findings">Where to report.</param>
    public static Section? Open(YamlNode node, KeySet keys, Place owner, Findings findings)
    {
        if (node is not YamlMapping mapping)
        {
            findings.Error("DQX1109", node is YamlScalar { IsNull: true } ? owner : node.Place, $"Expected {keys.Of}, a mapping of {string.Join(", ", keys.Known)}; found {node.Kind}.");
            return null;
        }

        var section = new Section(mapping, findings);
        foreach (var entry in FlowTrap.Sound(mapping, findings))
        {
            section.CheckKey(entry.Key, keys);
        }

        foreach (var required in keys.Required)
        {
            section.Require(required, keys);
        }

        return section;
    }

    /// <summary>The entry of a key that says something; null when there is none.</summary>
    public YamlEntry? this[string key] => Mapping[key] is { Value: not YamlScalar { IsNull: true } } entry ? entry : null;

    /// <summary>The text under a key, trimmed; null when there is none.</summary>
    public string? Text(string key) => this[key] is { } entry ? SectionValues.Text(entry, Findings)?.Value.Trim() : null;

    private void CheckKey(YamlScalar key, KeySet keys)
    {
        if (!keys.Known.Contains(key.Value) && !keys.IsFree(key.Value))
        {
            Findings.Error("DQX1106", key.Place, $"{keys.Of} has no key '{key.Value}'{Nearest.HintSentence(key.Value, keys.Known)}".Capitalized());
        }
    }

    private void Require(string key, KeySet keys)
    {
        if (Mapping[key] is not { } entry)
        {
            Findings.Error("DQX1108", Place with { Length = 0 }, $"{keys.Of} needs '{key}'.".Capitalized());
        }
        else if (entry.Value is YamlScalar { IsNull: true })
        {
            Findings.Error("DQX1108", entry.Key.Place, $"'{key}' has no value.");
        }
    }
}
