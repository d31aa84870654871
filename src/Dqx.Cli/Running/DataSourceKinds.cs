using Dqx.Datasets;
using Dqx.DuckDb;

namespace Dqx.Cli.Running;

/// <summary>The kinds of data source that dqx brings along.</summary>
internal static class DataSourceKinds
{
    public static DataSources All { get; } = new([new DuckDbDataSource()]);
}
