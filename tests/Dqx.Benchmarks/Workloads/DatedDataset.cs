using System.Data.Common;
using Dqx.Datasets;
using Dqx.Sql;

namespace Dqx.Benchmarks.Workloads;

/// <summary>A dataset with a calendar.</summary>
internal sealed class DatedDataset(IDataset data, DatasetCalendar calendar) : IDataset
{
    public string Name => data.Name;

    public SqlDialect Dialect => data.Dialect;

    public string Relation => data.Relation;

    public string? Where => data.Where;

    public DatasetCalendar Calendar => calendar;

    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => data.OpenAsync(cancellationToken);
}
