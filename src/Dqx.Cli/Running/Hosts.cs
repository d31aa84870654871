using Dqx.Composition;
using Dqx.Suites;

namespace Dqx.Cli.Running;

/// <summary>Makes the host of a suite's processors from its catalogs. Their files are read; no code of theirs runs.</summary>
internal static class Hosts
{
    /// <exception cref="ConfigurationException">The configuration of the processors contradicts itself.</exception>
    public static DqxHost Create(SuiteFile suite, IEnumerable<string> catalogs, Action<DqxHostOptions>? configure = null)
        => DqxHost.Create(host =>
        {
            foreach (var catalog in Catalogs.Of(catalogs, suite.Extensions))
            {
                host.Catalogs.Add(catalog);
            }

            foreach (var source in DataSourceKinds.Own)
            {
                host.DataSources.Add(source);
            }

            foreach (var processor in suite.Processors)
            {
                host.Processors.Add(processor);
            }

            host.WorkerPath = WorkerPath;
            configure?.Invoke(host);
        });

    /// <summary>This program, which becomes a worker. As an assembly: of a .NET tool the executable is only a stub somewhere else.</summary>
    private static string? WorkerPath
        => Path.Combine(AppContext.BaseDirectory, typeof(Hosts).Assembly.GetName().Name + ".dll") is var assembly && File.Exists(assembly) ? assembly : Environment.ProcessPath;
}
