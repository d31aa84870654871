using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Dqx.Extensions.ClickHouse.Http;

/// <summary>A statement with places for values, <c>{p1}</c>, outside of its quotes and comments.</summary>
internal static class Statement
{
    /// <summary>The statement with the server's own parameters in these places, and their values for its interface.</summary>
    public static (string Text, ImmutableArray<(string Name, string Value)> Values) Parameterised(string statement, IReadOnlyList<object?> values)
        => (Fill(statement, values, (ordinal, value) => string.Create(CultureInfo.InvariantCulture, $"{{p{ordinal}:{TypeOf(value)}}}")),
            [.. values.Select((value, index) => (string.Create(CultureInfo.InvariantCulture, $"param_p{index + 1}"), Sent(value)))]);

    /// <summary>The statement with literals in these places.</summary>
    public static string Literal(string statement, IReadOnlyList<object?> values) => Fill(statement, values, (_, value) => value switch
    {
        string text => ClickHouseDialect.Instance.TextLiteral(text),
        DateOnly date => ClickHouseDialect.Instance.DateLiteral(date),
        _ => Sent(value),
    });

    private static string TypeOf(object? value) => value switch
    {
        string => "String",
        DateOnly => "Date",
        bool => "Bool",
        double => "Float64",
        _ => "Int64",
    };

    /// <summary>Values are read as a cell of tab-separated text is.</summary>
    private static string Sent(object? value) => value switch
    {
        string text => text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\t", @"\t", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal).Replace("\0", @"\0", StringComparison.Ordinal),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A value of the type {value?.GetType().Name ?? "null"} is no parameter."),
    };

    private static string Fill(string statement, IReadOnlyList<object?> values, Func<int, object?, string> write)
    {
        if (values.Count == 0)
        {
            return statement;
        }

        var text = new StringBuilder(statement.Length);
        for (var at = 0; at < statement.Length;)
        {
            var opaque = Opaque(statement.AsSpan(at));
            if (opaque == 0 && Place(statement.AsSpan(at)) is var (ordinal, length) && ordinal > 0 && ordinal <= values.Count)
            {
                text.Append(write(ordinal, values[ordinal - 1]));
                at += length;
            }
            else
            {
                opaque = Math.Max(opaque, 1);
                text.Append(statement, at, opaque);
                at += opaque;
            }
        }

        return text.ToString();
    }

    /// <summary>How long the quotation or the comment is that begins here; 0 when none does.</summary>
    private static int Opaque(ReadOnlySpan<char> rest) => rest switch
    {
        ['\'' or '"' or '`', ..] => Quotation(rest),
        ['-', '-', ..] => rest.IndexOf('\n') is >= 0 and var line ? line : rest.Length,
        ['/', '*', ..] => rest.IndexOf("*/") is >= 0 and var close ? close + 2 : rest.Length,
        _ => 0,
    };

    private static int Quotation(ReadOnlySpan<char> rest)
    {
        for (var at = 1; at < rest.Length; at++)
        {
            if (rest[at] == '\\')
            {
                at++;
            }
            else if (rest[at] == rest[0])
            {
                return at + 1;
            }
        }

        return rest.Length;
    }

    private static (int Ordinal, int Length) Place(ReadOnlySpan<char> rest)
        => rest is ['{', 'p', ..] && rest.IndexOf('}') is > 2 and var end && int.TryParse(rest[2..end], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? (ordinal, end + 1) : default;
}
