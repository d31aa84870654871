using Dqx.Checks;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads an item of <c>profiles:</c>.</summary>
internal static class ProfileSection
{
    /// <summary>The profile; null, and a finding, when it or one of its rules is no mapping.</summary>
    public static Profile? Read(YamlNode node, SuiteNames names, Findings findings)
    {
        if (Section.Open(node, SuiteKeys.Profile, node.Place, findings) is not { } section)
        {
            return null;
        }

        var rules = FlowTrap.Sound(section.Items("rules"), findings).Select(item => Rule(item, names, findings)).ToList();
        return rules.Contains(null) ? null : new Profile
        {
            Name = section.Text("name") ?? section.Place.ToString(),
            Start = section.Date("start"),
            End = section.Date("end"),
            Rules = [.. rules.OfType<ProfileRule>()],
        };
    }

    private static ProfileRule? Rule(YamlNode node, SuiteNames names, Findings findings)
        => Section.Open(node, SuiteKeys.Rule, node.Place, findings) is not { } section ? null : new ProfileRule
        {
            Check = section.Text("check"),
            Assertion = section.Text("assertion"),
            Tag = section.Text("tag"),
            Disable = section.Flag("disable") ?? false,
            Severity = section.Choice<Severity>("severity"),
            MultiplyValue = section.Number("multiply_value"),
            Expectation = section["expect"] is { } expect ? ExpectationText.Read(expect.Value, expect.Key.Place, "expect", names, findings) : null,
        };
}
