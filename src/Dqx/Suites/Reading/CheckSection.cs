using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads an item of <c>checks:</c>, and remembers where its parts are written.</summary>
internal static class CheckSection
{
    /// <summary>The check, or its repetitions; none, and a finding, when the node is no mapping.</summary>
    public static IEnumerable<PlacedCheck> Read(YamlNode node, SuiteNames names, Findings findings)
    {
        if (Section.Open(node, SuiteKeys.Check, node.Place, findings) is not { } section)
        {
            return [];
        }

        var assertions = ImmutableArray.CreateBuilder<Assertion>();
        var nodes = ImmutableArray.CreateBuilder<YamlNode>();
        foreach (var item in FlowTrap.Sound(section.Items("assertions"), findings))
        {
            if (AssertionSection.Read(item, names, findings) is { } assertion)
            {
                assertions.Add(assertion);
                nodes.Add(item);
            }
        }

        var check = new Check
        {
            // Without a name it has one that no other has.
            Name = section.Text("name") ?? section.Place.ToString(),
            Id = section.Text("id"),
            Description = section.Text("description"),
            Meta = section.Meta("meta"),
            Tags = section.Texts("tags"),
            Uses = section.Texts("uses"),
            OnlyIf = section["only_if"] is { } condition ? ExpectationText.Read(condition.Value, condition.Key.Place, "only_if", names, findings) : null,
            Assertions = assertions.DrainToImmutable(),
        };
        var places = new CheckPlaces(section.Mapping, nodes.DrainToImmutable());
        return section["for_each"] is { } repetition
            ? Datasets(repetition, names, findings).Select(dataset => new PlacedCheck(Repetition.For(dataset, check), places with { Dataset = dataset }))
            : [new PlacedCheck(check, places)];
    }

    /// <summary>The datasets for which a check is repeated: those that are known, each once.</summary>
    private static List<string> Datasets(YamlEntry repetition, SuiteNames names, Findings findings)
    {
        if (Section.Open(repetition.Value, SuiteKeys.Repetition, repetition.Key.Place, findings) is not { } section)
        {
            return [];
        }

        var datasets = new List<string>();
        foreach (var item in section.Items("dataset"))
        {
            var name = (item as YamlScalar)?.Value.Trim();
            if (name is null || item is YamlScalar { IsNull: true })
            {
                findings.Error("DQX1109", item.Place, $"'dataset' is a list of datasets, not {item.Kind}.");
            }
            else if (names.Datasets is { } known && !known.Contains(name))
            {
                findings.Error("DQX1140", item.Place, $"'for_each' names the unknown dataset '{name}'{Nearest.Hint(name, known)}.");
            }
            else if (datasets.Contains(name))
            {
                findings.Error("DQX1140", item.Place, $"'for_each' names the dataset '{name}' twice.");
            }
            else
            {
                datasets.Add(name);
            }
        }

        if (section["dataset"] is { Value: YamlSequence { Items.IsEmpty: true } } none)
        {
            findings.Error("DQX1140", none.Value.Place, "'for_each' names no dataset, so the check would never run.");
        }

        return datasets;
    }
}

/// <summary>A check, and where it is written.</summary>
internal sealed record PlacedCheck(Check Check, CheckPlaces Places);

/// <summary>The nodes of a check and of its assertions.</summary>
/// <param name="Check">The check.</param>
/// <param name="Assertions">Its assertions.</param>
internal sealed record CheckPlaces(YamlMapping Check, ImmutableArray<YamlNode> Assertions)
{
    /// <summary>The dataset for which the check is repeated; null for a check that stands for itself.</summary>
    public string? Dataset { get; init; }
}
