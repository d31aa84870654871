using System.Globalization;
using System.Numerics;
using Dqx.Sql;

namespace Dqx.Extensions.ClickHouse.Ado;

/// <summary>What a cell's text is, by the type of its column.</summary>
internal static class CellValue
{
    public static Type TypeOf(string typeName) => ClickHouseTypes.KindOf(typeName) switch
    {
        ColumnKind.Integer => Width(typeName) switch { <= 32 => typeof(long), 64 when IsSigned(typeName) => typeof(long), 64 => typeof(ulong), _ => typeof(BigInteger) },
        ColumnKind.Floating => typeof(double),
        ColumnKind.Boolean => typeof(bool),
        ColumnKind.Date or ColumnKind.TimestampWithZone => typeof(DateTime),
        // Decimals have up to 76 digits, and .NET's 28.
        _ => typeof(string),
    };

    public static object Of(string typeName, string text) => TypeOf(typeName) switch
    {
        var type when type == typeof(long) => long.Parse(text, CultureInfo.InvariantCulture),
        var type when type == typeof(ulong) => ulong.Parse(text, CultureInfo.InvariantCulture),
        var type when type == typeof(BigInteger) => BigInteger.Parse(text, CultureInfo.InvariantCulture),
        var type when type == typeof(double) => Double(text),
        var type when type == typeof(bool) => text is "1" or "true",
        var type when type == typeof(DateTime) => Time(text),
        _ => text,
    };

    public static double Double(string text) => text switch
    {
        "nan" or "-nan" => double.NaN,
        "inf" or "+inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    /// <summary>A day or a time as written. Day zero, which version 18 has for 1970-01-01 and all that is no date, is 1970-01-01.</summary>
    public static DateTime Time(string text)
        => text.StartsWith("0000-00-00", StringComparison.Ordinal) ? DateTime.UnixEpoch : DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.None);

    private static bool IsSigned(string typeName) => ClickHouseTypes.Inner(typeName)[0] == 'I';

    private static int Width(string typeName) => int.Parse(ClickHouseTypes.Inner(typeName).AsSpan(IsSigned(typeName) ? 3 : 4), CultureInfo.InvariantCulture);
}
