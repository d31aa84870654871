using System.Collections.Immutable;
using Dqx.Datasets;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads a value under <c>datasets:</c>.</summary>
internal static class DatasetSection
{
    /// <summary>The kind of a dataset that names no source.</summary>
    public const string DefaultKind = "duckdb";

    /// <summary>What a dataset may be.</summary>
    public static ImmutableArray<string> Contents { get; } = ["path", "table", "query"];

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

        var partitions = PartitionSection.Open(section);
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
            Calendar = CalendarSection.Read(section, zone, partitions.Listed),
            Meta = section.Meta("meta"),
        };
        var dataset = new SuiteDataset(definition, Find(sources, source)) { IsPartitionedByFile = partitions.IsByFile, Place = entry.Key.Place };
        if (section["partitions"] is null || partitions.IsByFile)
        {
            OneOf(section, entry.Key.Place, $"The dataset '{entry.Key.Value}'");
        }

        return dataset with { Partitions = PartitionSection.Read(section, partitions, dataset, sources, folder) };
    }

    /// <summary>A source of the file, else one that is nothing but a kind.</summary>
    public static SourceDefinition Find(IReadOnlyList<SourceDefinition> sources, string name)
        => sources.FirstOrDefault(known => known.Name == name) ?? new SourceDefinition { Name = name, Kind = name };

    /// <summary>A dataset is files, a table or a query, and so is a partition.</summary>
    public static void OneOf(Section section, Place place, string what)
    {
        var given = Contents.Where(key => section[key] is not null).ToList();
        if (given.Count == 0)
        {
            section.Findings.Error("DQX1116", place, $"{what} needs one of path, table and query.");
        }
        else if (given.Count > 1 && section[given[1]] is { } second)
        {
            section.Findings.Error("DQX1116", second.Key.Place, $"{what} has {string.Join(" and ", given)}; it is one of them.");
        }
    }

    public static string? Sql(Section section, string key)
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
