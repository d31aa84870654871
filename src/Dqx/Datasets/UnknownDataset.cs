using System.Data.Common;
using Dqx.Sql;

namespace Dqx.Datasets;

/// <summary>Stands for a dataset of which only the name is known, so that a plan for the others can be made. It is never opened.</summary>
internal sealed class UnknownDataset(DatasetDefinition definition) : IDataset
{
    public string Name => definition.Name;

    public SqlDialect Dialect => throw Unknown();

    public string Relation => throw Unknown();

    public string? Where => null;

    public DatasetCalendar Calendar => definition.Calendar;

    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => throw Unknown();

    private InvalidOperationException Unknown() => new($"Only the name of the dataset '{Name}' is known.");
}
