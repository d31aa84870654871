using System.Collections.Immutable;
using Dqx.Datasets;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads a value under <c>sources:</c>.</summary>
internal static class SourceSection
{
    public static SourceDefinition? Read(YamlEntry entry, string folder, Findings findings)
    {
        if (Section.Open(entry.Value, SuiteKeys.Source, entry.Key.Place, findings) is not { } section)
        {
            return null;
        }

        return new SourceDefinition
        {
            Name = entry.Key.Value,
            Kind = section.Text("kind") ?? "",
            Url = section.Text("url"),
            Path = section.Path("path", folder),
            User = section.Text("user"),
            // Not trimmed: blanks may be a part of it.
            Password = section["password"] is { } password ? SectionValues.Text(password, findings)?.Value : null,
            Settings = Settings(section),
        };
    }

    private static ImmutableSortedDictionary<string, string> Settings(Section section)
    {
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var setting in section.Mapping("settings")?.Entries ?? [])
        {
            if (SectionValues.Text(setting, section.Findings) is { } value)
            {
                settings[setting.Key.Value] = value.Value;
            }
        }

        return settings.ToImmutable();
    }
}
