namespace Dqx.Datasets;

/// <summary>Whether a place in a piece of SQL is within quotes: reads the SQL that stands before it, piece by piece.</summary>
/// <remarks>Knows what all engines have in common: quotes that are doubled to stand for themselves, and comments.</remarks>
internal sealed class SqlQuotes
{
    private string _open = "";

    /// <summary>Whether a text or a quoted name has begun and not ended.</summary>
    public bool AreOpen => _open is "'" or "\"" or "`";

    public void Read(string sql)
    {
        for (var at = 0; at < sql.Length; at++)
        {
            var rest = sql.AsSpan(at);
            switch (_open)
            {
                case "" when rest[0] is '\'' or '"' or '`':
                    _open = rest[..1].ToString();
                    break;
                case "" when rest.StartsWith("--") || rest.StartsWith("/*"):
                    _open = rest[..2].ToString();
                    at++;
                    break;
                case "--" when rest[0] == '\n':
                case "'" or "\"" or "`" when rest[0] == _open[0]:
                    // A doubled quote closes and opens again, which comes to the same.
                    _open = "";
                    break;
                case "/*" when rest.StartsWith("*/"):
                    _open = "";
                    at++;
                    break;
            }
        }
    }
}
