using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Dqx.Sql;

namespace Dqx.Explanation;

/// <summary>Parameters written out, for people who want to run a statement by hand. DQX itself never executes such a text.</summary>
internal static class SqlLiteral
{
    public static string Of(object value, SqlDialect dialect) => value switch
    {
        string text => dialect.TextLiteral(text),
        DateOnly date => dialect.DateLiteral(date),
        bool flag => flag ? "TRUE" : "FALSE",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The statement with literals instead of placeholders; what looks like one in quotes or in a comment stays.</summary>
    public static string Substitute(string statement, SqlDialect dialect, ImmutableArray<string> literals)
    {
        var text = new StringBuilder(statement.Length);
        var at = 0;
        while (at < statement.Length)
        {
            var opaque = Opaque(statement, at);
            if (opaque > 0)
            {
                text.Append(statement, at, opaque);
                at += opaque;
            }
            else if (Placeholder(statement, at, dialect, literals.Length) is var (ordinal, length) && length > 0)
            {
                text.Append(literals[ordinal - 1]);
                at += length;
            }
            else
            {
                text.Append(statement[at++]);
            }
        }

        return text.ToString();
    }

    /// <summary>How long the quotation or the comment is that begins here; 0 when none does.</summary>
    private static int Opaque(string statement, int at)
    {
        var rest = statement.AsSpan(at);
        var end = rest switch
        {
            ['\'' or '"', ..] => rest[1..].IndexOf(rest[0]) is >= 0 and var quote ? quote + 2 : rest.Length,
            ['-', '-', ..] => rest.IndexOf('\n') is >= 0 and var line ? line : rest.Length,
            ['/', '*', ..] => rest.IndexOf("*/") is >= 0 and var close ? close + 2 : rest.Length,
            _ => 0,
        };
        return end;
    }

    private static (int Ordinal, int Length) Placeholder(string statement, int at, SqlDialect dialect, int count)
    {
        // The longest first: $12 is not $1 and a 2.
        for (var ordinal = count; ordinal > 0; ordinal--)
        {
            var placeholder = dialect.Parameter(ordinal);
            if (string.CompareOrdinal(statement, at, placeholder, 0, placeholder.Length) == 0)
            {
                return (ordinal, placeholder.Length);
            }
        }

        return default;
    }
}
