using Dqx.Checks;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads an item of <c>assertions:</c>: a mapping, or an expectation alone, whose name is its text.</summary>
internal static class AssertionSection
{
    public static Assertion? Read(YamlNode node, SuiteNames names, Findings findings)
    {
        if (node is YamlScalar { IsNull: false } shorthand)
        {
            return new Assertion { Name = shorthand.Value.Trim(), Expectation = ExpectationText.Read(shorthand, shorthand.Place, "expect", names, findings) };
        }

        return Section.Open(node, SuiteKeys.Assertion, node.Place, findings) is { } section ? Read(section, names) : null;
    }

    private static Assertion Read(Section section, SuiteNames names) => new()
    {
        Name = section.Text("name") ?? section.Place.ToString(),
        Id = section.Text("id"),
        Description = section.Text("description"),
        Expectation = section["expect"] is { } expect ? ExpectationText.Read(expect.Value, expect.Key.Place, "expect", names, section.Findings) : ExpectationText.Unreadable,
        Severity = section.Choice<Severity>("severity") ?? Severity.P1,
        NoHistory = section.Choice<NoHistory>("no_history") ?? NoHistory.Skip,
        Tags = section.Texts("tags"),
        Meta = section.Meta("meta"),
    };
}
