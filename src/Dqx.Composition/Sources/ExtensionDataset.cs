using System.Data.Common;
using Dqx.Composition.Running;
using Dqx.Datasets;
using Dqx.Sql;

namespace Dqx.Composition.Sources;

/// <summary>A dataset of an extension. What it says about itself was read once, under the time limit of its creation; opening it and
/// the queries are the engine's, which turns what they throw into errors of the assertions.</summary>
internal sealed class ExtensionDataset(IDataset inner) : IForeignDataset
{
    public string Name { get; } = inner.Name;

    public SqlDialect Dialect { get; } = inner.Dialect;

    public string Relation { get; } = inner.Relation;

    public string? Where { get; } = inner.Where;

    public string? Query { get; } = inner.Query;

    public string? Location { get; } = inner.Location;

    public DatasetCalendar Calendar { get; } = inner.Calendar;

    public bool IsDated { get; } = inner.IsDated;

    public IDataset On(DateOnly date) => IsDated ? new ExtensionDataset(inner.On(date)) : this;

    public ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public string Describe(Exception exception) => FaultText.Of(exception, static text => text);
}
