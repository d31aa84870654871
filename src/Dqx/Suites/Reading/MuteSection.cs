using Dqx.Checks;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads an item of <c>mute:</c>.</summary>
internal static class MuteSection
{
    /// <summary>What is muted; null, and a finding, when it is no mapping.</summary>
    public static Mute? Read(YamlNode node, Findings findings)
        => Section.Open(node, SuiteKeys.Mute, node.Place, findings) is not { } section ? null : new Mute
        {
            Check = section.Text("check") ?? "",
            Assertion = section.Text("assertion"),
            Until = section.Date("until") ?? DateOnly.MaxValue,
            Reason = section.Text("reason") ?? section.Place.ToString(),
        };
}
