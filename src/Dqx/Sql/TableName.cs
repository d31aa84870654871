using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Dqx.Sql;

/// <summary>A table as users write it: <c>table</c> or <c>schema.table</c>, parts with dots or quotes in double quotes.</summary>
public static partial class TableName
{
    /// <summary>Its parts without their quotes; none where the text is no table's name: an empty part, or quotes that do not match.</summary>
    public static ImmutableArray<string> PartsOf(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. Form().Match(table).Groups["part"].Captures.Select(part => Plain(part.Value.Trim()))];
    }

    private static string Plain(string part) => part.StartsWith('"') ? part[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : part;

    [GeneratedRegex("""^\s*(?<part>"([^"]|"")+"|[^".\s]([^".]*[^".\s])?)\s*(\.\s*(?<part>"([^"]|"")+"|[^".\s]([^".]*[^".\s])?)\s*)*\z""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
