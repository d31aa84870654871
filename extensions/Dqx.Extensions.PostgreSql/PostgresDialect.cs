using Dqx.Sql;

namespace Dqx.Extensions.PostgreSql;

/// <summary>What PostgreSQL says differently.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    /// <summary>Every day from 0001-01-01 to 9999-12-31: PostgreSQL has no cast that gives NULL for what is none.</summary>
    private const string DayForm =
        "^((?!0000)[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
        + "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29)$";

    private PostgresDialect()
    {
    }

    public static PostgresDialect Instance { get; } = new();

    public override string Name => "postgres";

    /// <summary>Enumerations, UUIDs and texts that ignore case are texts, too.</summary>
    public override string Comparable(string operand, ColumnKind kind) => kind is ColumnKind.Text ? Text(operand) : operand;

    /// <summary>The sum of reals would be a real.</summary>
    public override string Sum(string operand, ColumnKind kind, string? condition) => base.Sum(kind is ColumnKind.Floating ? ToDouble(operand) : operand, kind, condition);

    /// <summary>Apart they are hashed, and inside an aggregate sorted.</summary>
    public override bool CountsTuplesApart => true;

    public override string TextLength(string operand) => $"CHAR_LENGTH({Text(operand)})";

    protected override string TextDay(string operand) => $"CASE WHEN SUBSTRING({Text(operand)}, 1, 10) ~ '{DayForm}' THEN CAST(SUBSTRING({Text(operand)}, 1, 10) AS DATE) END";

    public override ColumnKind KindOf(string typeName)
    {
        ArgumentNullException.ThrowIfNull(typeName);
        if (typeName.EndsWith("[]", StringComparison.Ordinal))
        {
            return ColumnKind.List;
        }

        var end = typeName.IndexOf('(', StringComparison.Ordinal);
        var (name, rest) = end < 0 ? (typeName, "") : (typeName[..end].TrimEnd(), typeName[end..]);
        return name switch
        {
            "smallint" or "integer" or "bigint" => ColumnKind.Integer,
            "numeric" => ColumnKind.Decimal,
            "real" or "double precision" => ColumnKind.Floating,
            "boolean" => ColumnKind.Boolean,
            "text" or "character varying" or "character" or "uuid" or "name" or "citext" or "public.citext" => ColumnKind.Text,
            "date" => ColumnKind.Date,
            "timestamp with time zone" => ColumnKind.TimestampWithZone,
            "timestamp without time zone" => ColumnKind.Timestamp,
            "timestamp" => rest.EndsWith("with time zone", StringComparison.Ordinal) ? ColumnKind.TimestampWithZone : ColumnKind.Timestamp,
            // A column of bare NULLs is text to PostgreSQL itself.
            "unknown" => ColumnKind.Null,
            _ => ColumnKind.Other,
        };
    }

    private static string Text(string operand) => $"CAST({operand} AS TEXT)";
}
