using Dqx.Sql;

namespace Dqx.Extensions.ClickHouse;

/// <summary>ClickHouse's types, by name.</summary>
internal static class ClickHouseTypes
{
    private static readonly string[] s_wrappers = ["Nullable(", "LowCardinality("];

    /// <summary>The type without what only says how it is stored or that it may be NULL.</summary>
    public static string Inner(string typeName)
    {
        ArgumentNullException.ThrowIfNull(typeName);
        foreach (var wrapper in s_wrappers)
        {
            if (typeName.StartsWith(wrapper, StringComparison.Ordinal))
            {
                return Inner(typeName[wrapper.Length..^1]);
            }
        }

        return typeName;
    }

    public static ColumnKind KindOf(string typeName)
    {
        var inner = Inner(typeName);
        var end = inner.IndexOf('(', StringComparison.Ordinal);
        return (end < 0 ? inner : inner[..end]) switch
        {
            "Int8" or "Int16" or "Int32" or "Int64" or "Int128" or "Int256" or "UInt8" or "UInt16" or "UInt32" or "UInt64" or "UInt128" or "UInt256" => ColumnKind.Integer,
            "Decimal" or "Decimal32" or "Decimal64" or "Decimal128" or "Decimal256" => ColumnKind.Decimal,
            "Float32" or "Float64" or "BFloat16" => ColumnKind.Floating,
            "Bool" => ColumnKind.Boolean,
            "String" or "FixedString" or "UUID" or "Enum8" or "Enum16" => ColumnKind.Text,
            "Date" or "Date32" => ColumnKind.Date,
            // A point in time, whatever zone it is shown in.
            "DateTime" or "DateTime64" => ColumnKind.TimestampWithZone,
            "Array" => ColumnKind.List,
            "Map" => ColumnKind.Map,
            "Nothing" => ColumnKind.Null,
            _ => ColumnKind.Other,
        };
    }
}
