using Dqx.Sql;

namespace Dqx.DuckDb;

/// <summary>Names and values in SQL, where DuckDB takes no parameters.</summary>
internal static class SqlText
{
    internal static string Identifier(string name) => $"\"{Whole(name).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal static string Literal(string text) => $"'{Whole(text).Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A table as the user writes it, <c>schema.table</c>, with every part quoted.</summary>
    /// <exception cref="DqxException">That is no table's name (DQX5007).</exception>
    internal static string Table(string dataset, string table) => TableName.PartsOf(table) is { IsEmpty: false } parts
        ? string.Join('.', parts.Select(Identifier))
        : throw new DqxException("DQX5007", $"Dataset \"{dataset}\": {table} is not the name of a table. Write schema.table, and a part that holds a dot or a quote in double quotes.");

    /// <summary>C ends a text at its first NUL: the rest of the statement would be gone.</summary>
    private static string Whole(string text) =>
        !text.Contains('\0', StringComparison.Ordinal) ? text : throw new DqxException("DQX5002", $"A name, path or value holds a NUL character: {text.Replace('\0', '␀')}.");
}
