using System.Data.Common;
using Dqx.Datasets;
using Dqx.Metrics.States;
using Dqx.Sql;

namespace Dqx.Scanning;

/// <summary>Asks on which days a dataset has rows at all.</summary>
internal static class DayExtent
{
    /// <exception cref="DbException">The engine refuses.</exception>
    public static async Task<DaysState> MeasureAsync(DbConnection connection, IDataset dataset, DatasetSchema schema, CancellationToken cancellationToken)
    {
        var parameters = new StatementParameters();
        if (DayColumn.Of(dataset, schema)?.Sql(parameters) is not { } day)
        {
            return DaysState.None;
        }

        var dialect = dataset.Dialect;
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT {dialect.ToDouble(dialect.Count($"{day} IS NULL"))}, {dialect.ToDouble(dialect.CountValues(day, null))}, MIN({day}), MAX({day}) {FusedStatement.From(dataset)}"
            + (dataset.Where is null ? "" : $"\nWHERE {UserSql.Contained(dataset.Where)}");
        command.AddParameters(parameters.Values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var without = (long)reader.GetDouble(0);
        // Of nothing some engines say a first day all the same.
        return reader.GetDouble(1) == 0 ? DaysState.None with { RowsWithoutDay = without } : new DaysState(Day(2), Day(3), without);

        DateOnly Day(int ordinal) => DateOnly.FromDateTime(reader.GetDateTime(ordinal));
    }
}
