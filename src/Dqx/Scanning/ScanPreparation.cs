using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Sql;

namespace Dqx.Scanning;

/// <summary>What is known of a dataset before a row of it is read: its columns, and which metrics do not fit them.</summary>
/// <param name="connection">A connection of the dataset.</param>
/// <param name="dataset">The dataset.</param>
/// <param name="isPartition">Whether it is a part of one, so that metrics have to be mergeable.</param>
internal sealed class ScanPreparation(DbConnection connection, IDataset dataset, bool isPartition = false)
{
    private readonly StatementParameters _parameters = new();

    /// <exception cref="DbException">The engine does not find or understand the relation.</exception>
    public async Task<DatasetSchema> ReadSchemaAsync(CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * {FusedStatement.From(dataset)}";
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken);
        var columns = ImmutableArray.CreateBuilder<Column>(reader.FieldCount);
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var typeName = reader.GetDataTypeName(i);
            columns.Add(new Column(reader.GetName(i), typeName, dataset.Dialect.KindOf(typeName)));
        }

        return new DatasetSchema(dataset.Name, columns.DrainToImmutable());
    }

    /// <summary>Why a metric does not fit the columns, or which piece of user SQL in it the engine does not understand; null when all is well.</summary>
    public async Task<Misfit?> FindMisfitAsync(DatasetSchema schema, Metric metric, CancellationToken cancellationToken)
        => MetricCompiler.Compile(metric, dataset.Dialect, schema, _parameters) switch
        {
            CompiledMetric.Impossible impossible => new Misfit(impossible.Failure, Certain: true),
            CompiledMetric.Sql { Measurement.WhyNotMergeable: { } why } when isPartition => new Misfit(new MetricValue.Failure(ErrorKind.Schema, Unmergeable.Text(metric, dataset.Name, why)), Certain: true),
            var compiled => await UserSqlCheck.FindAsync(connection, dataset, metric, cancellationToken) is { } failure
                ? new Misfit(failure, Certain: true)
                : compiled is CompiledMetric.Sql { Doubt: { } doubt } ? new Misfit(doubt, Certain: false) : null,
        };
}

/// <summary>A metric that does not fit its data.</summary>
/// <param name="Failure">Why.</param>
/// <param name="Certain">False when it only fails if the column has a value: the type of an empty one is a guess.</param>
internal sealed record Misfit(MetricValue.Failure Failure, bool Certain);
