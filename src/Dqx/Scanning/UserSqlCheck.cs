using System.Collections.Immutable;
using System.Data.Common;
using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Sql;

namespace Dqx.Scanning;

/// <summary>Prepares every piece of SQL that a user wrote, alone and without a scan, so that a mistake in one is no mistake of all.</summary>
internal static class UserSqlCheck
{
    /// <summary>Prepares the dataset's own predicate.</summary>
    /// <exception cref="DbException">The engine does not understand it.</exception>
    public static Task PrepareWhereAsync(DbConnection connection, IDataset dataset, CancellationToken cancellationToken)
        => dataset.Where is { } where ? PrepareAsync(connection, $"SELECT 1 {FusedStatement.From(dataset)}\nWHERE {UserSql.Alone(where)}", cancellationToken) : Task.CompletedTask;

    /// <summary>What is wrong with the pieces that a metric holds; null when nothing is.</summary>
    public static async Task<MetricValue.Failure?> FindAsync(DbConnection connection, IDataset dataset, Metric metric, CancellationToken cancellationToken)
    {
        foreach (var (what, statement) in Pieces(dataset, metric))
        {
            try
            {
                await PrepareAsync(connection, statement, cancellationToken);
            }
            catch (DbException refused) when (!EngineMessage.IsBeyondStatement(refused))
            {
                return new MetricValue.Failure(ErrorKind.Schema, $"{what}: {refused.Message}");
            }
        }

        return null;
    }

    private static ImmutableArray<(string What, string Statement)> Pieces(IDataset dataset, Metric metric)
    {
        var from = FusedStatement.From(dataset);
        var pieces = ImmutableArray.CreateBuilder<(string, string)>();
        if (metric.Where is { } where)
        {
            pieces.Add(($"the filter {where}", $"SELECT 1 {from}\nWHERE {UserSql.Alone(where)}"));
        }

        if (metric is CustomSql custom)
        {
            // Beside an aggregate, so that an expression that is none is refused here and not in the fused statement.
            pieces.Add(($"the expression {custom.Expression}", $"SELECT COUNT(*), {dataset.Dialect.ToDouble(UserSql.Alone(custom.Expression))} {from}"));
        }

        return pieces.ToImmutable();
    }

    private static async Task PrepareAsync(DbConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.PrepareAsync(cancellationToken);
    }
}
