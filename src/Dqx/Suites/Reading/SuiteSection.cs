using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Datasets;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>Reads the whole of a suite file's tree, section by section.</summary>
internal sealed class SuiteSection(Section section, string folder)
{
    private const string Version = "1";

    private readonly string _zone = section.Zone("timezone") ?? TimeZones.Default;

    private Findings Findings => section.Findings;

    public ImmutableArray<SourceDefinition> Sources()
        => Named("sources", entry => SourceSection.Read(entry, folder, Findings));

    public ImmutableArray<SuiteDataset> Datasets(ImmutableArray<SourceDefinition> sources)
        => Named("datasets", entry => DatasetSection.Read(entry, sources, folder, _zone, Findings));

    public ImmutableArray<ProcessorConfiguration> Processors(IReadOnlySet<string> secrets)
        => Named("processors", entry => ProcessorSection.Read(entry, folder, secrets, Findings));

    public ImmutableArray<string> Extensions() => [.. section.Items("extensions").Select(item => section.Path(item, "a folder", folder)).OfType<string>()];

    public Severity FailOn() => section.Choice<Severity>("fail_on") ?? Severity.P3;

    public TrustMode? Trust() => section.Choice<TrustMode>("trust");

    public TimeSpan Deadline() => section.Duration("deadline") ?? TimeSpan.FromMinutes(5);

    /// <summary>An absolute path or a URL; null when the suite says nothing.</summary>
    public string? History() => section.Text("history") is { } location && section.Path("history", folder) is not null ? SuitePaths.History(location, folder) : null;

    /// <summary>Whole days; null for ever.</summary>
    public int? Retention() => section.Days("retention", least: 1);

    public void CheckVersion()
    {
        if (section["version"] is { } version && version.Value is not YamlScalar { Value: Version })
        {
            Findings.Error("DQX1109", version.Value.Place, $"'version' is {Version}, the only one that this dqx reads, not {version.Value.Kind}.");
        }
    }

    /// <summary>The suite and where it is written; what the validator says of it is found. Where there is an error, what of it is sound.</summary>
    /// <param name="datasets">The datasets, as far as they could be read.</param>
    public (VerificationSuite Suite, SuitePlaces Places) Suite(ImmutableArray<SuiteDataset> datasets)
    {
        var names = new SuiteNames(Keys("datasets"), Keys("tunables") ?? []);
        var checks = section.Items("checks").SelectMany(item => CheckSection.Read(item, names, Findings)).ToImmutableArray();
        var profiles = section.Items("profiles").Select(item => ProfileSection.Read(item, names, Findings)).ToList();
        var mutes = section.Items("mute").Select(item => MuteSection.Read(item, Findings)).ToList();
        var suite = new VerificationSuite
        {
            Name = section.Text("suite") ?? section.Place.ToString(),
            Description = section.Text("description"),
            Meta = section.Meta("meta"),
            TimeZone = _zone,
            Checks = [.. checks.Select(check => check.Check)],
            DataAvailability = section.Number("data_availability") ?? 0.9,
            // Findings count the profiles as the file does, so all of them or none.
            Profiles = profiles.Contains(null) ? [] : [.. profiles.OfType<Profile>()],
            Mutes = mutes.Contains(null) ? [] : [.. mutes.OfType<Mute>()],
            Tunables = Named("tunables", entry => TunableSection.Read(entry, Findings)),
        };
        var places = new SuitePlaces(section.Mapping, [.. checks.Select(check => check.Places)]);
        var wasSound = !Findings.HasErrors;
        foreach (var finding in SuiteValidator.Validate(suite, names.Datasets, SuiteDataset.Partitioned(datasets)))
        {
            // Where something could not be read, that there is nothing, or no such tunable, is no news.
            if (wasSound || finding.Id is not ("DQX1204" or "DQX1208" or "DQX1232" or "DQX1238"))
            {
                Findings.Add(finding.Id, finding.Severity, places.Of(finding), finding.Message);
            }
        }

        if (!Findings.HasErrors)
        {
            return (suite, places);
        }

        var sound = new SoundParts(section.Mapping, Findings).Suite(suite, [.. checks.Select(check => check.Places)], names.Tunables);
        return (sound.Suite, new SuitePlaces(section.Mapping, sound.Checks));
    }

    /// <summary>Of all that are written, also of those that are wrong; null when that is not known.</summary>
    private ImmutableArray<string>? Keys(string key)
        => section.Mapping[key]?.Value is YamlMapping mapping ? [.. mapping.Entries.Select(entry => entry.Key.Value)] : null;

    private ImmutableArray<T> Named<T>(string key, Func<YamlEntry, T?> read)
        where T : class
        => [.. section.Mapping(key)?.Entries.Select(read).OfType<T>() ?? []];
}
