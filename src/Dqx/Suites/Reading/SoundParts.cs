using System.Collections.Immutable;
using Dqx.Checks;
using Dqx.Datasets;
using Dqx.Suites.Yaml;

namespace Dqx.Suites.Reading;

/// <summary>What of a suite file was read without an error: it can be looked at all the same, and nothing is said that only follows from an error.</summary>
internal sealed class SoundParts(YamlMapping root, Findings findings)
{
    /// <summary>What decides which check it is, and which dataset its metrics measure.</summary>
    private static readonly string[] s_decisive = ["name", "uses", "for_each"];

    private readonly ErrorPlaces _errors = findings.ErrorPlaces();

    /// <summary>Whether the value of a key of the file was read, or is not there.</summary>
    public bool Has(string key) => IsSound(root, key);

    /// <summary>Every dataset that is written; without its definition where that, or its source, is wrong.</summary>
    public ImmutableArray<SuiteDataset> Datasets(ImmutableArray<SuiteDataset> read)
        => root["datasets"]?.Value is not YamlMapping datasets ? [] : [.. datasets.Entries.Select(entry =>
        {
            var dataset = read.FirstOrDefault(dataset => dataset.Definition.Name == entry.Key.Value);
            return dataset is not null && IsSound(entry) && dataset.Sources.All(source => IsSource(source.Name)) ? dataset : new SuiteDataset(
                new DatasetDefinition { Name = entry.Key.Value, Calendar = dataset?.Definition.Calendar ?? DatasetCalendar.Snapshot },
                new SourceDefinition { Name = "", Kind = "" }) { Place = entry.Key.Place, IsSound = false };
        })];

    /// <summary>The instances of processors whose settings were read.</summary>
    public ImmutableArray<ProcessorConfiguration> Processors(ImmutableArray<ProcessorConfiguration> read)
        => root["processors"]?.Value is not YamlMapping processors ? []
            : [.. read.Where(processor => processors[processor.Instance] is not { } entry || IsSound(entry))];

    /// <summary>The suite with the checks and assertions that say what they measure, and where these are written.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="checks">Where its checks are written.</param>
    /// <param name="tunables">The names of all tunables that are written.</param>
    public (VerificationSuite Suite, ImmutableArray<CheckPlaces> Checks) Suite(VerificationSuite suite, ImmutableArray<CheckPlaces> checks, ImmutableArray<string> tunables)
    {
        var sound = suite.Checks.Zip(checks)
            .Where(check => s_decisive.All(key => IsSound(check.Second.Check, key)))
            .DistinctBy(check => check.First.Name, StringComparer.Ordinal)
            .Select(check => (Check: check.First, Places: check.Second, Assertions: check.First.Assertions.Zip(check.Second.Assertions).Where(assertion => IsSound(assertion.First, assertion.Second)).ToList()))
            .ToList();
        var known = suite.Tunables.Select(tunable => tunable.Name).ToHashSet(StringComparer.Ordinal);
        return (suite with
        {
            Checks = [.. sound.Select(check => check.Check with
            {
                OnlyIf = IsSound(check.Places.Check, "only_if") ? check.Check.OnlyIf : null,
                Assertions = [.. check.Assertions.Select(assertion => assertion.First)],
            })],
            Profiles = Has("profiles") ? suite.Profiles : [],
            // What one is does not decide which columns an expectation needs.
            Tunables = [.. suite.Tunables, .. tunables.Where(name => !known.Contains(name)).Select(name => new Tunable { Name = name, Value = 0 })],
        }, [.. sound.Select(check => check.Places with { Assertions = [.. check.Assertions.Select(assertion => assertion.Second)] })]);
    }

    private bool IsSound(YamlMapping mapping, string key) => mapping[key] is not { } entry || !_errors.AnyIn(entry.Value);

    private bool IsSound(YamlEntry entry) => !_errors.AnyIn(entry.Key) && !_errors.AnyIn(entry.Value);

    private bool IsSound(Assertion assertion, YamlNode node)
        => !ReferenceEquals(assertion.Expectation, ExpectationText.Unreadable) && !_errors.AnyIn((node as YamlMapping)?["expect"]?.Value ?? node);

    private bool IsSource(string name) => root["sources"]?.Value switch
    {
        null => true,
        YamlMapping sources => sources[name] is not { } entry || IsSound(entry),
        _ => name == DatasetSection.DefaultKind,
    };
}
