using System.Collections.Immutable;
using Dqx.Cli.CommandLine;
using Dqx.Composition;
using Dqx.Suites;
using Dqx.Suites.Yaml;

namespace Dqx.Cli.Running;

/// <summary>Turns the SUITE arguments of a command line into suites: files, those of folders, and suites that extensions bring.</summary>
/// <remarks>A file or a folder wins over a suite of its name. The catalogs are read only for what is neither.</remarks>
/// <param name="catalogs">More catalog directories.</param>
/// <param name="trust">What the operator says about trust in extensions.</param>
internal sealed class SuiteArguments(IEnumerable<string> catalogs, TrustChoice trust) : IAsyncDisposable
{
    private static readonly ImmutableArray<string> s_extensions = [".yaml", ".yml"];
    private DqxHost? _host;

    /// <summary>The catalogs; reading them runs no code of theirs.</summary>
    private DqxHost Host => _host ??= DqxHost.Create(host =>
    {
        foreach (var catalog in Catalogs.Of(catalogs, []))
        {
            host.Catalogs.Add(catalog);
        }

        // It makes suites; their processors are those of hosts of their own.
        host.OnlyProcessors = [];
        trust.Apply(host, Environment.CurrentDirectory);
    });

    /// <summary>Paths as the user would write them and names of suites, each once, in the order of the arguments; those of a folder by ordinal name.</summary>
    /// <exception cref="UsageException">An argument is none of these, or a folder holds no suite file.</exception>
    /// <exception cref="ConfigurationRefusedException">A catalog that may have held the suite does not exist.</exception>
    public ImmutableArray<string> Resolve(IEnumerable<string> arguments) => [.. arguments.SelectMany(Resolve).DistinctBy(Path.GetFullPath, StringComparer.Ordinal)];

    /// <summary>Opens one of what <see cref="Resolve(IEnumerable{string})"/> returned.</summary>
    /// <exception cref="SuiteFileException">The suite is wrong; every error at once.</exception>
    /// <exception cref="DqxException">The extension that brings it cannot be used, or fails.</exception>
    public SuiteFile Open(string suite, SuiteFileOptions options) => File.Exists(suite) || !Host.SuiteNames.Contains(suite) ? SuiteFile.Load(suite, options) : Host.OpenSuite(suite, options);

    /// <summary>Opens one of what <see cref="Resolve(IEnumerable{string})"/> returned, as far as a file can be read.</summary>
    /// <exception cref="SuiteFileException">A suite of an extension is wrong; every error at once.</exception>
    /// <exception cref="DqxException">The extension that brings it cannot be used, or fails.</exception>
    public SuiteReading Read(string suite, SuiteFileOptions options)
    {
        if (File.Exists(suite) || !Host.SuiteNames.Contains(suite))
        {
            return SuiteFile.Read(suite, options);
        }

        var provided = Host.OpenSuite(suite, options);
        var findings = new Findings();
        foreach (var warning in provided.Warnings)
        {
            findings.Add(warning.Id, warning.Severity, provided.Places.Start, warning.Message);
        }

        return new SuiteReading(provided, findings);
    }

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IEnumerable<string> Resolve(string argument)
    {
        var path = Path.GetFullPath(argument);
        if (File.Exists(path) || (!Directory.Exists(path) && IsProvided(argument)))
        {
            return [argument];
        }

        if (!Directory.Exists(path))
        {
            throw new UsageException("DQX1007", $"{argument}: there is no such file, folder or suite of an extension{Hint(argument, path)}");
        }

        var files = Listed(argument).Where(IsSuite).Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new UsageException("DQX1008", $"{argument}: the folder holds no *.yaml or *.yml file.");
    }

    private bool IsProvided(string name)
        => Host.SuiteNames.Contains(name) ? true
            : Host.MissingCatalogs is { IsEmpty: false } missing ? throw new ConfigurationRefusedException([ConfigurationErrors.Of(missing)])
            : false;

    private static string[] Listed(string folder)
    {
        try
        {
            return Directory.GetFiles(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("DQX1007", $"{folder}: the folder cannot be read: {refused.Message}");
        }
    }

    private static bool IsSuite(string file) => s_extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private string Hint(string argument, string path)
    {
        var folder = Path.GetDirectoryName(path);
        var near = Directory.Exists(folder) ? Nearest.Find(Path.GetFileName(path), Listed(folder).Where(IsSuite).Select(file => Path.GetFileName(file))) : null;
        return (near ?? Nearest.Find(argument, Host.SuiteNames)) is { } found ? $"; did you mean '{found}'?" : ".";
    }
}
