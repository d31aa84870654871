using Dqx.Suites;

namespace Dqx.Tests.Suites;

/// <summary>A folder with a suite file that stands in a test.</summary>
internal sealed class SuiteFolder : IDisposable
{
    /// <summary>Lines 1 to 6 of a suite; the items of <c>assertions:</c> come next.</summary>
    public const string UpToAssertions = "suite: S\ndatasets:\n  o: { path: o.csv }\nchecks:\n  - name: C\n    assertions:\n";

    /// <summary>A suite without an error, 7 lines; more keys of the top may follow.</summary>
    public const string Sound = UpToAssertions + "      - num_rows() > 0\n";

    /// <summary>Lines 1 to 3 of a suite; keys of the top may follow, among them datasets.</summary>
    public const string WithoutDatasets = "suite: S\nchecks:\n  - { name: C, assertions: [num_rows() > 0] }\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dqx-suites-");

    public SuiteFolder(string yaml) => File.WriteAllBytes(SuitePath, System.Text.Encoding.UTF8.GetBytes(yaml));

    public SuiteFolder(byte[] bytes) => File.WriteAllBytes(SuitePath, bytes);

    public string Path => _folder.FullName;

    public string SuitePath => System.IO.Path.Combine(Path, "suite.yaml");

    /// <summary>No environment: what is set where the tests run is no part of them.</summary>
    public static SuiteFileOptions NoEnvironment { get; } = new() { Environment = _ => null, EnvironmentOverrides = [] };

    public static SuiteFile Load(string yaml, SuiteFileOptions? options = null)
    {
        using var folder = new SuiteFolder(yaml);
        return folder.Load(options);
    }

    public static SuiteFileException Fails(string yaml, SuiteFileOptions? options = null) => Should.Throw<SuiteFileException>(() => Load(yaml, options));

    /// <summary>Each finding in short: <c>7:9 DQX1106 message</c>.</summary>
    public static IEnumerable<string> Short(IEnumerable<Diagnostic> diagnostics) => diagnostics.Select(diagnostic => diagnostic.Line is { } line
        ? FormattableString.Invariant($"{line}:{diagnostic.Column} {diagnostic.Id} {diagnostic.Message}")
        : $"{diagnostic.Id} {diagnostic.Message}");

    public SuiteFile Load(SuiteFileOptions? options = null) => SuiteFile.Load(SuitePath, options ?? NoEnvironment);

    public void Dispose() => _folder.Delete(recursive: true);
}
