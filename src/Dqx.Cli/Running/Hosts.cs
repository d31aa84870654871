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

            foreach (var processor in suite.Processors)
            {
                host.Processors.Add(processor);
            }

            configure?.Invoke(host);
        });
}
