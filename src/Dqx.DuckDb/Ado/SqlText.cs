namespace Dqx.DuckDb;

/// <summary>Names and values in SQL, where DuckDB takes no parameters.</summary>
internal static class SqlText
{
    internal static string Identifier(string name) => $"\"{Whole(name).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal static string Literal(string text) => $"'{Whole(text).Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>C ends a text at its first NUL: the rest of the statement would be gone.</summary>
    private static string Whole(string text) =>
        !text.Contains('\0', StringComparison.Ordinal) ? text : throw new DqxException("DQX5002", $"A name, path or value holds a NUL character: {text.Replace('\0', '␀')}.");
}
