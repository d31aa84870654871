using System.Collections.Immutable;
using Dqx.Composition;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Suites;
using Dqx.Suites.Yaml;

namespace Dqx.Cli.Running;

/// <summary>The kinds of data source that dqx brings along.</summary>
internal static class DataSourceKinds
{
    public static IDataSourceProvider[] Own { get; } = [new DuckDbDataSource()];

    /// <summary>Makes a suite's datasets. The extensions are looked at only for a kind that dqx does not bring.</summary>
    /// <exception cref="SuiteFileException">A dataset cannot be made; all such datasets at once.</exception>
    public static ImmutableArray<IDataset> Create(SuiteFile file, DqxHost host) => For(file, host).Create(file);

    /// <summary>Makes the datasets that can be made; of the others their names are known.</summary>
    /// <param name="file">The suite, as far as it was read.</param>
    /// <param name="host">The host; null when there can be none: then only the kinds that dqx brings can be made.</param>
    /// <param name="findings">Takes why the others cannot.</param>
    public static ImmutableArray<IDataset> Create(SuiteFile file, DqxHost? host, Findings findings)
        => host is null ? new DataSources(Own).Create(file, findings, hasAll: false) : For(file, host).Create(file, findings);

    private static DataSources For(SuiteFile file, DqxHost host)
    {
        var own = new DataSources(Own);
        return file.Datasets.Where(dataset => dataset.IsSound).SelectMany(dataset => dataset.Sources).All(source => own.Kinds.Contains(source.Kind, StringComparer.Ordinal)) ? own : host.DataSources;
    }
}
