using Dqx.Sql;

namespace Dqx.DuckDb;

/// <summary>What DuckDB says differently.</summary>
public sealed class DuckDbDialect : SqlDialect
{
    private DuckDbDialect()
    {
    }

    /// <summary>The dialect; it has no state.</summary>
    public static DuckDbDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "duckdb";

    /// <inheritdoc/>
    public override string ToDouble(string operand) => $"CAST({operand} AS DOUBLE)";

    /// <inheritdoc/>
    public override string Comparable(string operand, ColumnKind kind) => kind is ColumnKind.Text ? $"CAST({operand} AS VARCHAR)" : operand;

    /// <inheritdoc/>
    public override string First(string operand, string order, string? condition)
        => $"({Filtered($"MIN(ROW({order}, {operand}))", And(condition, $"{order} IS NOT NULL", $"{operand} IS NOT NULL"))})[2]";

    /// <inheritdoc/>
    public override string TextLength(string operand) => $"LENGTH(CAST({operand} AS VARCHAR))";

    /// <inheritdoc/>
    public override string ListLength(string operand) => $"LEN({operand})";

    /// <inheritdoc/>
    public override ColumnKind KindOf(string typeName)
    {
        ArgumentNullException.ThrowIfNull(typeName);
        if (typeName.EndsWith(']'))
        {
            return ColumnKind.List;
        }

        var end = typeName.AsSpan().IndexOfAny(" (");
        return (end < 0 ? typeName : typeName[..end]) switch
        {
            "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" or "BIGNUM"
                => ColumnKind.Integer,
            "DECIMAL" => ColumnKind.Decimal,
            "FLOAT" or "DOUBLE" => ColumnKind.Floating,
            "BOOLEAN" => ColumnKind.Boolean,
            "VARCHAR" or "ENUM" or "UUID" => ColumnKind.Text,
            "DATE" => ColumnKind.Date,
            "TIMESTAMP" when typeName.EndsWith("WITH TIME ZONE", StringComparison.Ordinal) => ColumnKind.TimestampWithZone,
            "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" => ColumnKind.Timestamp,
            "MAP" => ColumnKind.Map,
            "NULL" or "\"NULL\"" or "SQLNULL" => ColumnKind.Null,
            _ => ColumnKind.Other,
        };
    }
}
