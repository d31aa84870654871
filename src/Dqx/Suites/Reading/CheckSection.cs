using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads an item of <c>checks:</c>, and remembers where its parts are written.</summary>
internal static class CheckSection
{
    public static (Check Check, CheckPlaces Places)? Read(YamlNode node, Findings findings)
    {
        if (Section.Open(node, SuiteKeys.Check, node.Place, findings) is not { } section)
        {
            return null;
        }

        var assertions = FlowTrap.Sound(section.Items("assertions"), findings)
            .Select(item => (Node: item, Assertion: AssertionSection.Read(item, findings)))
            .Where(read => read.Assertion is not null)
            .ToImmutableArray();
        var check = new Check
        {
            // Without a name it has one that no other has.
            Name = section.Text("name") ?? section.Place.ToString(),
            Id = section.Text("id"),
            Description = section.Text("description"),
            Meta = section.Meta("meta"),
            Tags = section.Texts("tags"),
            Uses = section.Texts("uses"),
            Assertions = [.. assertions.Select(read => read.Assertion).OfType<Assertion>()],
        };
        return (check, new CheckPlaces(section.Mapping, [.. assertions.Select(read => read.Node)]));
    }
}

/// <summary>The nodes of a check and of its assertions.</summary>
internal sealed record CheckPlaces(YamlMapping Check, ImmutableArray<YamlNode> Assertions);
