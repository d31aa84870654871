using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads a value under <c>tunables:</c>: a number, or a mapping of it and of what it may be set to.</summary>
internal static class TunableSection
{
    public static Tunable? Read(YamlEntry entry, Findings findings)
    {
        var name = entry.Key.Value;
        if (entry.Value is YamlScalar { IsNull: false } scalar)
        {
            return Number(scalar, $"The tunable '{name}' is a number or a mapping of value, min, max and choices", findings) is { } value ? new Tunable { Name = name, Value = value } : null;
        }

        if (Section.Open(entry.Value, SuiteKeys.Tunable, entry.Key.Place, findings) is not { } section || section.Number("value") is not { } number)
        {
            return null;
        }

        return new Tunable
        {
            Name = name,
            Value = number,
            Minimum = section.Number("min"),
            Maximum = section.Number("max"),
            Choices = Choices(section),
        };
    }

    private static ImmutableArray<double> Choices(Section section)
        => [.. section.Items("choices").Select(item => Number(item, "A choice is a number", section.Findings)).OfType<double>()];

    private static double? Number(YamlNode node, string expected, Findings findings)
    {
        if (node is YamlScalar scalar && SectionValues.Number(scalar) is { } number)
        {
            return number;
        }

        findings.Error("DQX1109", node.Place, $"{expected}, not {node.Kind}.");
        return null;
    }
}
