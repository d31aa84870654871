using System.Globalization;
using System.Numerics;
using System.Text;
using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>.NET values as DuckDB's.</summary>
internal static unsafe class ParameterValue
{
    /// <exception cref="NotSupportedException">DuckDB has nothing for the type.</exception>
    internal static ValueHandle Create(object? value) => value switch
    {
        null or DBNull => NativeMethods.duckdb_create_null_value(),
        bool v => NativeMethods.duckdb_create_bool(v),
        sbyte v => NativeMethods.duckdb_create_int8(v),
        short v => NativeMethods.duckdb_create_int16(v),
        int v => NativeMethods.duckdb_create_int32(v),
        long v => NativeMethods.duckdb_create_int64(v),
        byte v => NativeMethods.duckdb_create_uint8(v),
        ushort v => NativeMethods.duckdb_create_uint16(v),
        uint v => NativeMethods.duckdb_create_uint32(v),
        ulong v => NativeMethods.duckdb_create_uint64(v),
        Int128 v => NativeMethods.duckdb_create_hugeint(new NativeHugeInt(v)),
        UInt128 v => NativeMethods.duckdb_create_uhugeint(new NativeHugeInt((Int128)v)),
        BigInteger v => Big(v),
        Half v => NativeMethods.duckdb_create_float((float)v),
        float v => NativeMethods.duckdb_create_float(v),
        double v => NativeMethods.duckdb_create_double(v),
        decimal v => Decimal(v),
        char v => Text(v.ToString()),
        string v => Text(v),
        Guid v => NativeMethods.duckdb_create_uuid(new NativeHugeInt((Int128)Temporal.Bits(v))),
        DateOnly v => NativeMethods.duckdb_create_date(Temporal.Days(v)),
        TimeOnly v => NativeMethods.duckdb_create_time(Temporal.Microseconds(v)),
        DateTime v => NativeMethods.duckdb_create_timestamp(Temporal.Microseconds(v)),
        DateTimeOffset v => NativeMethods.duckdb_create_timestamp_tz(Temporal.Microseconds(v)),
        TimeSpan v => NativeMethods.duckdb_create_interval(Temporal.Interval(v)),
        byte[] v => Blob(v),
        ReadOnlyMemory<byte> v => Blob(v.Span),
        Enum v => Text(v.ToString()),
        _ => throw new NotSupportedException($"DuckDB has no parameter of type {value.GetType()}."),
    };

    private static ValueHandle Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        fixed (byte* start = utf8)
        {
            byte none;
            return NativeMethods.duckdb_create_varchar_length(start is null ? &none : start, (ulong)utf8.Length);
        }
    }

    private static ValueHandle Blob(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            byte none;
            return NativeMethods.duckdb_create_blob(start is null ? &none : start, (ulong)bytes.Length);
        }
    }

    private static ValueHandle Decimal(decimal value)
    {
        var (unscaled, scale) = Decimals.Split(value);
        // Width counts digits, and at least those behind the point: 0.001 is DECIMAL(3,3).
        var digits = Int128.Abs(unscaled).ToString(CultureInfo.InvariantCulture).Length;
        return NativeMethods.duckdb_create_decimal(new NativeDecimal((byte)Math.Max(digits, Math.Max((int)scale, 1)), scale, unscaled));
    }

    private static ValueHandle Big(BigInteger value)
    {
        if (value >= (BigInteger)Int128.MinValue && value <= (BigInteger)Int128.MaxValue)
        {
            return NativeMethods.duckdb_create_hugeint(new NativeHugeInt((Int128)value));
        }

        var magnitude = BigInteger.Abs(value).ToByteArray(isUnsigned: true, isBigEndian: true);
        fixed (byte* start = magnitude)
        {
            return NativeMethods.duckdb_create_bignum(new NativeBigNum(start, (ulong)magnitude.Length, value.Sign < 0));
        }
    }
}
