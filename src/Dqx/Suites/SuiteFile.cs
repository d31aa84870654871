using System.Collections.Immutable;
using Dqx.Datasets;
using Dqx.Suites.Overlays;
using Dqx.Suites.Reading;
using Dqx.Suites.Yaml;

namespace Dqx.Suites;

/// <summary>A suite file: a suite, the data that it is about, and the processors that get its results. Immutable.</summary>
public sealed class SuiteFile
{
    private readonly ImmutableArray<string> _secrets;

    internal SuiteFile(IEnumerable<string> secrets, SuitePlaces places)
    {
        _secrets = [.. secrets.OrderByDescending(secret => secret.Length)];
        Places = places;
    }

    /// <summary>The suite.</summary>
    public required VerificationSuite Suite { get; init; }

    /// <summary>The datasets in the order of the file.</summary>
    public required ImmutableArray<SuiteDataset> Datasets { get; init; }

    /// <summary>The sources that the file defines, in its order.</summary>
    public required ImmutableArray<SourceDefinition> Sources { get; init; }

    /// <summary>The absolute paths of catalog directories, in the order of the file; they may not exist.</summary>
    public required ImmutableArray<string> Extensions { get; init; }

    /// <summary>The instances of processors in the order of the file, those that do not run included.</summary>
    public required ImmutableArray<ProcessorConfiguration> Processors { get; init; }

    /// <summary>The least severity whose failure makes the run fail.</summary>
    public required Severity FailOn { get; init; }

    /// <summary>What the suite wants for the trust in extensions; it may only tighten what the operator says. Null when it says nothing.</summary>
    public TrustMode? Trust { get; init; }

    /// <summary>How long all processors together may take.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Where values are kept from run to run: an absolute path or a URL; null when the suite says nothing. May hold secrets.</summary>
    public string? History { get; init; }

    /// <summary>How many days stored values are kept; null for ever.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>The absolute path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The absolute path of its folder, against which its paths are resolved.</summary>
    public required string Folder { get; init; }

    /// <summary>What is probably not what was meant.</summary>
    public required ImmutableArray<Diagnostic> Warnings { get; init; }

    /// <summary>Where its parts are written.</summary>
    internal SuitePlaces Places { get; }

    /// <summary>Reads a suite file. Neither data nor servers nor extensions are touched.</summary>
    /// <param name="path">The file; messages call it that.</param>
    /// <param name="options">What is said about it from outside; null for the environment of the process alone.</param>
    /// <exception cref="SuiteFileException">The file is wrong, or cannot be read; every error at once.</exception>
    public static SuiteFile Load(string path, SuiteFileOptions? options = null)
    {
        var (file, findings) = Read(path, options ?? new SuiteFileOptions());
        findings.ThrowOnErrors();
        return file ?? throw findings.Exception();
    }

    /// <summary>Reads a suite file as far as that is possible.</summary>
    internal static SuiteReading Read(string path, SuiteFileOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var findings = new Findings();
        var expansion = new Expansion(options, findings);

        if (SuiteFileText.Read(path, findings) is not { } text || YamlReader.Read(text, findings) is not { } root)
        {
            return new SuiteReading(null, findings);
        }

        root = EnvironmentOverrides.Apply(root, options.EnvironmentOverrides, findings);
        root = CommandLine.Set(root, options.Set, findings);
        root = CommandLine.Data(root, options.Data, findings);
        root = expansion.Apply(root);
        return Read(root, System.IO.Path.GetFullPath(path), expansion.Secrets, findings);
    }

    /// <summary>The text without values that came out of <c>${…}</c> and without passwords in URLs: <c>***</c> stands for them.</summary>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Redaction.Apply(text, _secrets);
    }

    private static SuiteReading Read(YamlMapping root, string path, IReadOnlySet<string> secrets, Findings findings)
    {
        if (Section.Open(root, SuiteKeys.Suite, root.Place, findings) is not { } section)
        {
            return new SuiteReading(null, findings);
        }

        var folder = System.IO.Path.GetDirectoryName(path) ?? path;
        var reading = new SuiteSection(section, folder);
        reading.CheckVersion();
        var sources = reading.Sources();
        var datasets = reading.Datasets(sources);
        var (suite, places) = reading.Suite(datasets);
        var (extensions, processors) = (reading.Extensions(), reading.Processors(secrets));
        var (failOn, trust, deadline, history, retention) = (reading.FailOn(), reading.Trust(), reading.Deadline(), reading.History(), reading.Retention());
        var sound = findings.HasErrors ? new SoundParts(root, findings) : null;
        var file = new SuiteFile(secrets, places)
        {
            Suite = suite,
            Datasets = sound?.Datasets(datasets) ?? datasets,
            Sources = sources,
            Extensions = extensions,
            Processors = sound?.Processors(processors) ?? processors,
            FailOn = failOn,
            Trust = trust,
            Deadline = deadline,
            History = history,
            RetentionDays = retention,
            Path = path,
            Folder = folder,
            Warnings = findings.Warnings,
        };
        return new SuiteReading(file, findings) { KnowsExtensions = sound?.Has("extensions") ?? true };
    }
}
