using System.Text.RegularExpressions;

namespace Dqx.Extensions.ClickHouse;

/// <summary>A table as the user writes it: <c>table</c> or <c>database.table</c>, parts with dots or quotes in double quotes.</summary>
internal static partial class TableName
{
    /// <summary>The name with every part quoted.</summary>
    /// <exception cref="DqxException">It has no part, too many, an empty one, or quotes that do not match (DQX5203).</exception>
    public static string Quote(string dataset, string table)
    {
        var match = Parts().Match(table);
        return match.Success
            ? string.Join('.', match.Groups["part"].Captures.Select(part => ClickHouseDialect.Instance.Quote(Plain(part.Value.Trim()))))
            : throw new DqxException("DQX5203", $"Dataset '{dataset}': {table} is not the name of a table. Write table or database.table, and a part that holds a dot or a quote in double quotes.");
    }

    private static string Plain(string part) => part.StartsWith('"') ? part[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : part;

    [GeneratedRegex("""^\s*(?<part>"([^"]|"")+"|[^".]*[^".\s][^".]*)\s*(\.\s*(?<part>"([^"]|"")+"|[^".]*[^".\s][^".]*)\s*)?\z""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
