using System.Collections.Immutable;
using System.Text.Json;
using Dqx.Suites.Overlays;
using Dqx.Suites.Reading;
using Dqx.Suites.Yaml;

namespace Dqx.Suites;

/// <summary>What the environment and the command line say about the processors of a suite in code, when it fails and its deadline: by the paths that
/// these have in a suite file, laid over what the suite says as there.</summary>
internal static class ProvidedSettings
{
    /// <summary>Whether a path leads to something that can be set here.</summary>
    public static bool Has(ImmutableArray<PathSegment> path) => SuiteKeys.Provided.Known.Contains(path[0].Name ?? "");

    /// <param name="definition">What the suite's provider made.</param>
    /// <param name="folder">The folder against which paths of new processors are resolved.</param>
    /// <param name="variables">The environment.</param>
    /// <param name="settings">What the command line sets of this; it wins.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static SuiteDefinition Apply(
        SuiteDefinition definition, string folder, IEnumerable<KeyValuePair<string, string>> variables, ImmutableArray<string> settings, Findings findings)
    {
        var before = Tree(definition);
        var root = CommandLine.Set(EnvironmentOverrides.Apply(before, variables, findings), settings, findings);
        if (ReferenceEquals(root, before) || Section.Open(root, SuiteKeys.Provided, root.Place, findings) is not { } section)
        {
            return definition;
        }

        var old = (YamlMapping?)before["processors"]?.Value;
        return definition with
        {
            Processors = [.. (section.Mapping("processors")?.Entries ?? []).Select(entry => ReferenceEquals(old?[entry.Key.Value]?.Value, entry.Value)
                ? definition.Processors.First(known => known.Instance == entry.Key.Value)
                : Changed(entry, definition.Processors.FirstOrDefault(known => known.Instance == entry.Key.Value), folder, findings)).OfType<ProcessorConfiguration>()],
            FailOn = section.Choice<Severity>("fail_on") ?? definition.FailOn,
            Deadline = section.Duration("deadline") ?? definition.Deadline,
        };
    }

    /// <summary>Only what is set about a processor is taken from the tree, which has no more of a known one than its own settings.</summary>
    private static ProcessorConfiguration? Changed(YamlEntry entry, ProcessorConfiguration? known, string folder, Findings findings)
    {
        var set = ProcessorSection.Read(entry, known?.Settings.Folder ?? folder, known?.Settings.Secrets.ToHashSet(StringComparer.Ordinal) ?? [], findings);
        if (set is null || known is null || entry.Value is not YamlMapping tree)
        {
            return set;
        }

        return known with
        {
            Use = Has("use") ? set.Use : known.Use,
            Enabled = Has("enabled") ? set.Enabled : known.Enabled,
            Timeout = Has("timeout") ? set.Timeout : known.Timeout,
            OnError = Has("on_error") ? set.OnError : known.OnError,
            Isolation = Has("isolation") ? set.Isolation : known.Isolation,
            MemoryLimit = Has("memory_limit") ? set.MemoryLimit : known.MemoryLimit,
            When = Has("when") ? set.When : known.When,
            Notify = Has("notify") ? set.Notify : known.Notify,
            Retries = Has("retries") ? set.Retries : known.Retries,
            Expire = Has("expire") ? set.Expire : known.Expire,
            Settings = set.Settings,
        };

        bool Has(string key) => tree[key] is not null;
    }

    private static YamlMapping Tree(SuiteDefinition definition)
    {
        var place = new Place(new SourceText("the suite", "", isFile: false), 0, 0);
        var processors = definition.Processors.DistinctBy(processor => processor.Instance).Select(processor => new YamlEntry(Text(processor.Instance), Node(processor.Settings.Root)));
        return definition.Processors.IsEmpty ? Mapping([]) : Mapping([new YamlEntry(Text("processors"), Mapping(processors))]);

        YamlMapping Mapping(IEnumerable<YamlEntry> entries) => new([.. entries]) { Place = place };
        YamlScalar Text(string text) => new(text) { Place = place, IsLiteral = true };
        YamlNode Node(JsonElement json) => json.ValueKind switch
        {
            JsonValueKind.Object => Mapping(json.EnumerateObject().Select(property => new YamlEntry(Text(property.Name), Node(property.Value)))),
            JsonValueKind.Array => new YamlSequence([.. json.EnumerateArray().Select(Node)]) { Place = place },
            JsonValueKind.String => Text(json.GetString() ?? ""),
            _ => new YamlScalar(json.GetRawText()) { Place = place, IsPlain = true },
        };
    }
}
