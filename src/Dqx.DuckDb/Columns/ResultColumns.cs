using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>A column of a result: its name and its type.</summary>
internal sealed record ResultColumn(string Name, ColumnType Type);

/// <summary>Reads the columns of a statement or of its result.</summary>
internal static class ResultColumns
{
    /// <summary>What a prepared statement would give, without running it.</summary>
    internal static ResultColumn[] Of(StatementHandle statement)
    {
        var columns = new ResultColumn[NativeMethods.duckdb_prepared_statement_column_count(statement)];
        for (var i = 0; i < columns.Length; i++)
        {
            using var type = NativeMethods.duckdb_prepared_statement_column_logical_type(statement, (ulong)i);
            columns[i] = new ResultColumn(NativeMethods.TakeText(NativeMethods.duckdb_prepared_statement_column_name(statement, (ulong)i)) ?? "", ColumnType.From(type));
        }

        return columns;
    }

    internal static ResultColumn[] Of(ResultHandle result)
    {
        var columns = new ResultColumn[NativeMethods.duckdb_column_count(result)];
        for (var i = 0; i < columns.Length; i++)
        {
            using var type = NativeMethods.duckdb_column_logical_type(result, (ulong)i);
            columns[i] = new ResultColumn(NativeMethods.Text(NativeMethods.duckdb_column_name(result, (ulong)i)) ?? "", ColumnType.From(type));
        }

        return columns;
    }
}
