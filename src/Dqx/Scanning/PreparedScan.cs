using System.Collections.Immutable;
using System.Data.Common;
using Dqx.Datasets;
using Dqx.Planning;
using Dqx.Sql;

namespace Dqx.Scanning;

/// <summary>A scan before it reads rows: the columns are known, what does not fit them has failed, and the rest is in groups of one
/// statement each. A run executes these statements, <c>dqx explain</c> prints them.</summary>
internal sealed class PreparedScan
{
    private readonly IDataset _dataset;

    private PreparedScan(IDataset dataset, DatasetSchema schema, bool hasDays, ImmutableArray<ScanGroup> groups)
        => (_dataset, Schema, HasDays, Groups) = (dataset, schema, hasDays, groups);

    /// <summary>The columns.</summary>
    public DatasetSchema Schema { get; }

    /// <summary>Whether rows belong to days.</summary>
    public bool HasDays { get; }

    /// <summary>What the statements measure, in the order in which they run.</summary>
    public ImmutableArray<ScanGroup> Groups { get; }

    /// <param name="connection">A connection of the dataset.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="scan">What the plan asks of it.</param>
    /// <param name="outcome">Takes the failures of metrics that do not fit the data.</param>
    /// <param name="cancellationToken">Reaches the engine.</param>
    /// <exception cref="SchemaException">The date column is not there, or has no days.</exception>
    /// <exception cref="DbException">The engine does not understand the relation or the dataset's predicate.</exception>
    public static async Task<PreparedScan> PrepareAsync(DbConnection connection, IDataset dataset, PlannedScan scan, ScanOutcome outcome, CancellationToken cancellationToken)
    {
        var preparation = new ScanPreparation(connection, dataset, isPartition: scan.Partition is not null);
        var schema = await preparation.ReadSchemaAsync(cancellationToken);
        await UserSqlCheck.PrepareWhereAsync(connection, dataset, cancellationToken);
        var hasDays = DayColumn.Of(dataset, schema) is not null;
        foreach (var metric in scan.Symbols.Select(symbol => symbol.Measured).Distinct())
        {
            if (await preparation.FindMisfitAsync(schema, metric, cancellationToken) is { Certain: true, Failure: var failure })
            {
                outcome.Fail(metric, failure);
            }
        }

        return new PreparedScan(dataset, schema, hasDays, [.. ScanGroups.Of(scan, hasDays, outcome)]);
    }

    /// <summary>The statement of a group, or of a part of it.</summary>
    public FusedStatement Statement(ScanGroup group) => FusedStatement.Write(_dataset, Schema, group);
}
