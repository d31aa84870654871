using System.Text;

namespace Dqx.Extensions.ClickHouse.Ado;

/// <summary>Cells of ClickHouse's tab-separated text. Exact for every type: integers and decimals have all of their digits, doubles the shortest that give them back.</summary>
internal static class TabSeparated
{
    /// <summary>A cell that is NULL.</summary>
    public const string Null = @"\N";

    public static string Unescape(string cell)
    {
        if (!cell.Contains('\\', StringComparison.Ordinal))
        {
            return cell;
        }

        var text = new StringBuilder(cell.Length);
        for (var at = 0; at < cell.Length; at++)
        {
            text.Append(cell[at] == '\\' && at + 1 < cell.Length ? Escaped(cell[++at]) : cell[at]);
        }

        return text.ToString();
    }

    private static char Escaped(char code) => code switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        _ => code,
    };
}
