using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Expressions.Parsing;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Where in the file a finding of the validator is: under the metric, the tag or the name that it is about.</summary>
internal sealed class SuitePlaces(YamlMapping root, ImmutableArray<CheckPlaces> checks)
{
    /// <summary>The beginning of the file's mapping.</summary>
    public Place Start => root.Place with { Length = 0 };

    public Place Of(SuiteFinding finding)
    {
        if (!finding.Path.IsEmpty)
        {
            return Along(finding);
        }

        var node = (finding.CheckIndex, finding.AssertionIndex) switch
        {
            (null, _) => root,
            ({ } check, null) => checks[check].Check,
            ({ } check, { } assertion) => checks[check].Assertions[assertion],
        };
        return node switch
        {
            // An expectation alone is its own name.
            YamlScalar shorthand => Within(shorthand, finding),
            YamlMapping mapping when finding.Part is { } part && (mapping[part] ?? (finding.CheckIndex is null ? mapping["suite"] : null)) is { } entry => Within(entry, finding),
            _ => node.Place with { Length = 0 },
        };
    }

    /// <summary>As far along the finding's path as there is something; what is not written has its place where it would stand.</summary>
    private Place Along(SuiteFinding finding)
    {
        YamlNode node = root;
        YamlScalar? key = null;
        foreach (var segment in finding.Path)
        {
            YamlNode? next;
            if (segment.Name is { } name)
            {
                var entry = (node as YamlMapping)?[name];
                (key, next) = (entry?.Key ?? key, entry?.Value);
            }
            else
            {
                next = node is YamlSequence list && segment.Index < list.Items.Length ? list.Items[segment.Index] : null;
            }

            if (next is null)
            {
                break;
            }

            node = next;
        }

        return finding.IsAboutKey && key is not null ? key.Place
            : node is YamlScalar { IsNull: false } scalar ? Within(scalar, finding)
            : node is YamlScalar && key is not null ? key.Place
            : node.Place with { Length = 0 };
    }

    private Place Within(YamlEntry entry, SuiteFinding finding) => entry.Value switch
    {
        YamlScalar { IsNull: false } scalar => Within(scalar, finding),
        YamlSequence list => list.Items.FirstOrDefault(item => item is YamlScalar scalar && scalar.Value.Trim() == finding.Item)?.Place ?? entry.Key.Place,
        _ => entry.Key.Place,
    };

    private Place Within(YamlScalar scalar, SuiteFinding finding)
    {
        var repeatedFor = finding.CheckIndex is { } check ? checks[check].Dataset : null;
        return finding.Metric is { } metric
            && MetricPlace.Find(scalar.Value, written => (repeatedFor is null ? written : Repetition.For(repeatedFor, written)) == metric) is var (offset, length)
                ? scalar.At(offset, length)
                : scalar.Place;
    }
}
