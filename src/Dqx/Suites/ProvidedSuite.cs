using System.Collections.Immutable;
using System.Globalization;
using Dqx.Checks;
using Dqx.Suites.Overlays;
using Dqx.Suites.Reading;
using Dqx.Suites.Yaml;

namespace Dqx.Suites;

/// <summary>Treats a suite in code as a suite file is treated: the command line has its say, and every error is told at once.</summary>
internal static class ProvidedSuite
{
    /// <param name="name">The name by which it is run.</param>
    /// <param name="definition">What its provider made.</param>
    /// <param name="origin">The absolute path of the assembly that brings it.</param>
    /// <param name="folder">The folder against which its paths are resolved.</param>
    /// <param name="options">What is said about it from outside.</param>
    /// <param name="trust">What the operator should know about the trust in that assembly.</param>
    /// <exception cref="SuiteFileException">The suite is wrong, or cannot be changed so; every error at once.</exception>
    public static SuiteFile Open(string name, SuiteDefinition definition, string origin, string folder, SuiteFileOptions options, ImmutableArray<Diagnostic> trust = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var findings = new Findings();
        var (settings, others) = Parted(options.Set);
        var suite = Set(definition.Suite, others, findings);
        definition = ProvidedSettings.Apply(definition, folder, options.EnvironmentOverrides, settings, findings);
        var datasets = Data(definition.Datasets, options.Data, folder, findings);
        var places = Places(name, suite);
        foreach (var twice in datasets.CountBy(dataset => dataset.Definition.Name).Where(pair => pair.Value > 1))
        {
            findings.Error("DQX1213", places.Start, $"Two datasets are named '{twice.Key}'; give each a name of its own.");
        }

        foreach (var finding in SuiteValidator.Validate(suite, [.. datasets.Select(dataset => dataset.Definition.Name)], SuiteDataset.Partitioned(datasets)))
        {
            findings.Add(finding.Id, finding.Severity, places.Of(finding), finding.Message);
        }

        findings.ThrowOnErrors();
        return new SuiteFile([], places)
        {
            Suite = suite,
            Datasets = datasets,
            Sources = [.. datasets.SelectMany(dataset => dataset.Sources).DistinctBy(source => source.Name)],
            Extensions = [],
            Processors = definition.Processors,
            FailOn = definition.FailOn,
            Deadline = definition.Deadline,
            Path = origin,
            Folder = folder,
            Warnings = trust.IsDefaultOrEmpty ? findings.Warnings : findings.Warnings.AddRange(trust),
        };
    }

    /// <summary>What is set of its processors and the like, and the rest.</summary>
    private static (ImmutableArray<string> Settings, ImmutableArray<string> Others) Parted(ImmutableArray<string> set)
    {
        var parted = set.ToLookup(setting => SettingPath.Parse(setting) is var (path, _) && ProvidedSettings.Has(path));
        return ([.. parted[true]], [.. parted[false]]);
    }

    /// <summary>Its checks are code: of them only the tunables may be changed.</summary>
    private static VerificationSuite Set(VerificationSuite suite, ImmutableArray<string> settings, Findings findings)
    {
        foreach (var setting in settings)
        {
            var shown = setting.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end ? setting[..end] : setting;
            var place = Nowhere($"--set {shown}");
            if (SettingPath.Parse(setting) is not ([{ Name: "tunables" }, { Name: { } tunable }], var text))
            {
                findings.Error("DQX1113", place, "Of a suite in code these can be set: tunables.NAME, processors.NAME.SETTING, fail_on and deadline; --data NAME=PATH replaces the files of a dataset.");
            }
            else if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                findings.Error("DQX1109", place, $"The tunable '{tunable}' is a number.");
            }
            else
            {
                try
                {
                    suite = suite.WithTunable(tunable, value);
                }
                catch (DqxException refused)
                {
                    findings.Error(refused.DiagnosticId, place, refused.Message);
                }
            }
        }

        return suite;
    }

    private static ImmutableArray<SuiteDataset> Data(ImmutableArray<SuiteDataset> datasets, ImmutableSortedDictionary<string, string> paths, string folder, Findings findings)
    {
        foreach (var (name, path) in paths)
        {
            if (datasets.All(dataset => dataset.Definition.Name != name))
            {
                findings.Error("DQX1114", Nowhere($"--data {name}"), $"There is no dataset '{name}'{Nearest.Hint(name, datasets.Select(dataset => dataset.Definition.Name))}.");
            }
            else if (string.IsNullOrWhiteSpace(path))
            {
                findings.Error("DQX1114", Nowhere($"--data {name}"), "The path is missing; write NAME=PATH.");
            }
        }

        return [.. datasets.Select(dataset => paths.GetValueOrDefault(dataset.Definition.Name) is { } path ? WithPath(dataset, path) : dataset).Select(dataset => Absolute(dataset, folder))];
    }

    /// <summary>What was a table or a query becomes files, so its source is no longer the one that it had.</summary>
    private static SuiteDataset WithPath(SuiteDataset dataset, string path) => dataset with
    {
        Definition = dataset.Definition with { Path = SuitePaths.IsUrl(path) ? path : Path.GetFullPath(path), Table = null, Query = null },
        Partitions = [],
        Source = dataset.Definition.Path is null ? new Datasets.SourceDefinition { Name = "duckdb", Kind = "duckdb" } : dataset.Source,
    };

    private static SuiteDataset Absolute(SuiteDataset dataset, string folder) => dataset with
    {
        Definition = dataset.Definition.Path is { } path ? dataset.Definition with { Path = SuitePaths.Absolute(path, folder) } : dataset.Definition,
        Partitions = [.. dataset.Partitions.Select(partition => partition with { Data = Absolute(partition.Data, folder) })],
    };

    /// <summary>Nothing of it is written in a file, so its name is the place of everything.</summary>
    private static SuitePlaces Places(string name, VerificationSuite suite)
    {
        var nothing = new YamlMapping([]) { Place = Nowhere(name) };
        return new SuitePlaces(nothing, [.. suite.Checks.Select(check => new CheckPlaces(nothing, [.. check.Assertions.Select(_ => nothing)]))]);
    }

    private static Place Nowhere(string name) => new(new SourceText(name, "", isFile: false), 0, 0);
}
