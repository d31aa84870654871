using System.Text;
using System.Text.RegularExpressions;
using Dqx.Extensions.DatabaseWriter.Tables;
using NpgsqlTypes;

namespace Dqx.Extensions.DatabaseWriter.Postgres;

/// <summary>The type of a column in PostgreSQL, and what that type cannot hold.</summary>
internal static partial class PostgresType
{
    /// <summary>The type as a statement names it.</summary>
    public static string Name(ColumnKind kind) => kind switch
    {
        ColumnKind.Id => "uuid",
        ColumnKind.Text => "text",
        ColumnKind.Integer => "integer",
        ColumnKind.Real => "double precision",
        ColumnKind.Flag => "boolean",
        ColumnKind.Date => "date",
        ColumnKind.Time => "timestamp with time zone",
        ColumnKind.Json => "jsonb",
        _ => throw new InvalidOperationException($"{kind} has no type in PostgreSQL."),
    };

    /// <summary>The type as Npgsql names it.</summary>
    public static NpgsqlDbType Of(ColumnKind kind) => kind switch
    {
        ColumnKind.Id => NpgsqlDbType.Uuid,
        ColumnKind.Text => NpgsqlDbType.Text,
        ColumnKind.Integer => NpgsqlDbType.Integer,
        ColumnKind.Real => NpgsqlDbType.Double,
        ColumnKind.Flag => NpgsqlDbType.Boolean,
        ColumnKind.Date => NpgsqlDbType.Date,
        ColumnKind.Time => NpgsqlDbType.TimestampTz,
        ColumnKind.Json => NpgsqlDbType.Jsonb,
        _ => throw new InvalidOperationException($"{kind} has no type in PostgreSQL."),
    };

    /// <summary>The value, or one that the type can hold.</summary>
    public static object? Clean(ColumnKind kind, object? value) => value is string text ? Clean(kind, text) : value;

    /// <summary>PostgreSQL's texts hold every character but U+0000, and no half of a surrogate pair: U+FFFD stands for them.</summary>
    public static string Clean(ColumnKind kind, string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal) || text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
        }

        return kind == ColumnKind.Json && text.Contains("\\u0000", StringComparison.Ordinal) ? EscapedNul().Replace(text, @"${before}\ufffd") : text;
    }

    /// <summary>The escape, not a backslash that is escaped itself before the letters.</summary>
    [GeneratedRegex(@"(?<!\\)(?<before>(\\\\)*)\\u0000", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex EscapedNul();
}
