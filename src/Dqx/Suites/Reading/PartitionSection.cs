using System.Collections.Immutable;
using Dqx.Datasets;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads <c>partitions:</c> of a dataset: <c>files</c>, or a list.</summary>
internal static class PartitionSection
{
    private const string ByFile = "files";

    /// <summary>What is written, and each item of a list with its keys; what is neither is reported.</summary>
    public static PartitionSections Open(Section dataset)
    {
        switch (dataset["partitions"])
        {
            case null:
                return new PartitionSections(IsByFile: false, []);
            case { Value: YamlScalar { Value: ByFile } } entry:
                if (dataset["path"] is not { Value: YamlScalar { Value: var path } })
                {
                    dataset.Findings.Error("DQX1141", entry.Value.Place, "'partitions: files' makes every file of 'path' a partition, and there is no 'path'; add it, or list the partitions.");
                }
                else if (SuitePaths.IsUrl(path))
                {
                    dataset.Findings.Error("DQX1141", entry.Value.Place, "'partitions: files' needs a path of this machine, which says which files there are; list the partitions instead.");
                }

                return new PartitionSections(IsByFile: true, []);
            case { Value: YamlSequence list }:
                return new PartitionSections(IsByFile: false, [.. FlowTrap.Sound(list.Items, dataset.Findings).Select(item => Section.Open(item, SuiteKeys.Partition, item.Place, dataset.Findings)).OfType<Section>()]);
            case var other:
                dataset.Findings.Error("DQX1109", other.Value.Place, $"'partitions' is 'files', or a list of partitions, not {other.Value.Kind}.");
                return new PartitionSections(IsByFile: false, []);
        }
    }

    /// <param name="section">The dataset's keys.</param>
    /// <param name="partitions">What is written.</param>
    /// <param name="dataset">The dataset, which says what a partition does not.</param>
    /// <param name="sources">The sources of the file.</param>
    /// <param name="folder">What paths are relative to.</param>
    public static ImmutableArray<SuitePartition> Read(Section section, PartitionSections partitions, SuiteDataset dataset, IReadOnlyList<SourceDefinition> sources, string folder)
    {
        if (section["partitions"] is not { Value: YamlSequence list } entry)
        {
            return [];
        }

        foreach (var beside in DatasetSection.Contents.Select(key => section[key]).OfType<YamlEntry>())
        {
            section.Findings.Error("DQX1141", beside.Key.Place, $"The partitions of '{dataset.Definition.Name}' are listed and say themselves what they read; put '{beside.Key.Value}' into one of them.");
        }

        if (list.Items.IsEmpty)
        {
            section.Findings.Error("DQX1141", entry.Value.Place, $"The list of the partitions of '{dataset.Definition.Name}' is empty.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var read = ImmutableArray.CreateBuilder<SuitePartition>();
        foreach (var partition in partitions.Listed)
        {
            var name = partition.Text("name") ?? "";
            if (partition["name"] is { } written && (name.Length == 0 || !names.Add(name)))
            {
                section.Findings.Error("DQX1141", written.Value.Place, name.Length == 0 ? "A partition has a name." : $"Two partitions of '{dataset.Definition.Name}' are named '{name}'; their states would be stored under one name.");
            }

            read.Add(Read(partition, name, dataset, sources, folder));
        }

        return read.DrainToImmutable();
    }

    private static SuitePartition Read(Section section, string name, SuiteDataset dataset, IReadOnlyList<SourceDefinition> sources, string folder)
    {
        DatasetSection.OneOf(section, section.Place, $"The partition '{name}'");
        var calendar = dataset.Definition.Calendar;
        if (section["date_column"] is { } column && calendar.DateColumn is null)
        {
            section.Findings.Error("DQX1141", column.Key.Place, "'date_column' of a partition is what the dataset's is called there, and the dataset has none; add it to the dataset.");
        }

        var definition = dataset.Definition with
        {
            Path = section.Path("path", folder),
            Table = section.Text("table"),
            Query = DatasetSection.Sql(section, "query"),
            Where = DatasetSection.Sql(section, "where") ?? dataset.Definition.Where,
            // A table has no use for how the dataset's files are written.
            Options = section.Mapping("options") is { } options ? YamlJson.Convert(options) : section["path"] is null ? default : dataset.Definition.Options,
            Calendar = calendar with { DateColumn = section.Text("date_column") is { Length: > 0 } own ? own : calendar.DateColumn, TimeZone = section.Zone("timezone") ?? calendar.TimeZone },
        };
        var source = section.Text("source") is { } named ? DatasetSection.Find(sources, named) : dataset.Source;
        return new SuitePartition(name, new SuiteDataset(definition, source) { Place = section.Place }) { Version = section.Text("version") is { Length: > 0 } version ? version : null };
    }
}

/// <summary>What stands under <c>partitions:</c>.</summary>
/// <param name="IsByFile">Whether every file is a partition.</param>
/// <param name="Listed">Those that are listed.</param>
internal sealed record PartitionSections(bool IsByFile, ImmutableArray<Section> Listed);
