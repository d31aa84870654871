using System.Collections.Immutable;
using Dqx.Composition;
using Dqx.Datasets;
using Dqx.DuckDb;
using Dqx.Suites;

namespace Dqx.Cli.Running;

/// <summary>The kinds of data source that dqx brings along.</summary>
internal static class DataSourceKinds
{
    public static IDataSourceProvider[] Own { get; } = [new DuckDbDataSource()];

    /// <summary>Makes a suite's datasets. The extensions are looked at only for a kind that dqx does not bring.</summary>
    /// <exception cref="SuiteFileException">A dataset cannot be made; all such datasets at once.</exception>
    public static ImmutableArray<IDataset> Create(SuiteFile file, DqxHost host)
    {
        var own = new DataSources(Own);
        var isOwn = file.Datasets.SelectMany(dataset => dataset.Sources).All(source => own.Kinds.Contains(source.Kind, StringComparer.Ordinal));
        return (isOwn ? own : host.DataSources).Create(file);
    }
}
