using System.Collections.Immutable;

namespace Dqx.Suites.Yaml;

/// <summary>Collects the entries of one mapping: keys are texts, each there once; <c>&lt;&lt;</c> brings what the mapping does not say itself.</summary>
internal sealed class MappingEntries(Findings findings)
{
    private readonly OrderedDictionary<string, YamlEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<YamlMapping> _merged = [];
    private Place? _merge;

    /// <summary>The index of the first key; null when there is none.</summary>
    public int? Start { get; private set; }

    public void Add(YamlNode key, YamlNode value)
    {
        Start ??= key.Place.Start;
        if (key is not YamlScalar scalar)
        {
            findings.Error("DQX1104", key.Place, $"A key is a text, not {key.Kind}.");
        }
        else if (scalar is { IsPlain: true, Value: "<<" })
        {
            Merge(scalar, value);
        }
        else if (!_entries.TryAdd(scalar.Value, new YamlEntry(scalar, value)))
        {
            Duplicate(scalar, _entries[scalar.Value].Key.Place);
        }
    }

    public ImmutableArray<YamlEntry> Build()
    {
        foreach (var entry in _merged.SelectMany(mapping => mapping.Entries))
        {
            _entries.TryAdd(entry.Key.Value, entry);
        }

        return [.. _entries.Values];
    }

    private void Merge(YamlScalar key, YamlNode value)
    {
        if (_merge is { } first)
        {
            Duplicate(key, first);
            return;
        }

        _merge = key.Place;
        foreach (var part in value is YamlSequence list ? list.Items : [value])
        {
            if (part is YamlMapping mapping)
            {
                _merged.Add(mapping);
            }
            else
            {
                findings.Error("DQX1104", value.Place, $"'<<' merges a mapping or a list of mappings, not {part.Kind}.");
            }
        }
    }

    private void Duplicate(YamlScalar key, Place first)
        => findings.Error("DQX1105", key.Place, FormattableString.Invariant($"'{key.Value}' is there twice, first in line {first.Source.Line(first.Start)}."));
}
