using System.Collections.Immutable;
using Dqx.Datasets;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads a value under <c>datasets:</c>.</summary>
internal static class DatasetSection
{
    /// <summary>The kind of a dataset that names no source.</summary>
    public const string DefaultKind = "duckdb";

    private static readonly ImmutableArray<string> s_contents = ["path", "table", "query"];

    public static SuiteDataset? Read(YamlEntry entry, IReadOnlyList<SourceDefinition> sources, string folder, string zone, Findings findings)
    {
        if (Section.Open(entry.Value, SuiteKeys.Dataset, entry.Key.Place, findings) is not { } section)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(entry.Key.Value))
        {
            findings.Error("DQX1109", entry.Key.Place, "A dataset has a name.");
        }

        OneOf(section, entry);
        var source = section.Text("source") ?? DefaultKind;
        var definition = new DatasetDefinition
        {
            Name = entry.Key.Value,
            Path = section.Path("path", folder),
            Table = section.Text("table"),
            Query = Sql(section, "query"),
            Folder = folder,
            Where = Sql(section, "where"),
            Options = section.Mapping("options") is { } options ? YamlJson.Convert(options) : default,
            Calendar = CalendarSection.Read(section, zone),
            Meta = section.Meta("meta"),
        };
        return new SuiteDataset(definition, sources.FirstOrDefault(known => known.Name == source) ?? new SourceDefinition { Name = source, Kind = source })
        {
            Place = entry.Key.Place,
        };
    }

    /// <summary>A dataset is files, a table or a query.</summary>
    private static void OneOf(Section section, YamlEntry entry)
    {
        var given = s_contents.Where(key => section[key] is not null).ToList();
        if (given.Count == 0)
        {
            section.Findings.Error("DQX1116", entry.Key.Place, $"The dataset '{entry.Key.Value}' needs one of path, table and query.");
        }
        else if (given.Count > 1 && section[given[1]] is { } second)
        {
            section.Findings.Error("DQX1116", second.Key.Place, $"The dataset '{entry.Key.Value}' has {string.Join(" and ", given)}; it is one of them.");
        }
    }

    private static string? Sql(Section section, string key)
    {
        if (section[key] is not { } entry || SectionValues.Text(entry, section.Findings) is not { } scalar)
        {
            return null;
        }

        if (FlowTrap.IsCut(scalar))
        {
            FlowTrap.Report(scalar, section.Findings);
        }

        CommentTrap.Check(scalar, isCode: true, section.Findings);
        return scalar.Value.Trim();
    }
}
