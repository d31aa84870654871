using System.Numerics;
using System.Text;
using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>Which reader a type has, and so which .NET type its values.</summary>
internal static class ColumnReaders
{
    internal static ColumnReader For(ColumnType type) => type.Id switch
    {
        DuckDbTypeId.Boolean => new FixedReader<bool>(),
        DuckDbTypeId.TinyInt => new FixedReader<sbyte>(),
        DuckDbTypeId.SmallInt => new FixedReader<short>(),
        DuckDbTypeId.Integer => new FixedReader<int>(),
        DuckDbTypeId.BigInt => new FixedReader<long>(),
        DuckDbTypeId.UTinyInt => new FixedReader<byte>(),
        DuckDbTypeId.USmallInt => new FixedReader<ushort>(),
        DuckDbTypeId.UInteger => new FixedReader<uint>(),
        DuckDbTypeId.UBigInt => new FixedReader<ulong>(),
        DuckDbTypeId.HugeInt => new MappedReader<Int128, BigInteger>(static v => v),
        DuckDbTypeId.UHugeInt => new MappedReader<UInt128, BigInteger>(static v => v),
        DuckDbTypeId.BigNum => new BytesReader<BigInteger>(Stored.BigNum),
        DuckDbTypeId.Float => new FixedReader<float>(),
        DuckDbTypeId.Double => new FixedReader<double>(),
        DuckDbTypeId.Decimal => Decimal(type),
        DuckDbTypeId.Date => new MappedReader<int, DateOnly>(Temporal.ToDate),
        DuckDbTypeId.Time => new MappedReader<long, TimeOnly>(Temporal.ToTime),
        DuckDbTypeId.TimeNs => new MappedReader<long, TimeOnly>(static nanoseconds => Temporal.ToTime(nanoseconds / 1000)),
        DuckDbTypeId.TimeTz => new MappedReader<ulong, DuckDbTimeTz>(Stored.TimeTz),
        DuckDbTypeId.TimestampS => new MappedReader<long, DateTime>(static v => Temporal.ToDateTime(v, 0, TimeSpan.TicksPerSecond, DateTimeKind.Unspecified)),
        DuckDbTypeId.TimestampMs => new MappedReader<long, DateTime>(static v => Temporal.ToDateTime(v, 0, TimeSpan.TicksPerMillisecond, DateTimeKind.Unspecified)),
        DuckDbTypeId.Timestamp => new MappedReader<long, DateTime>(static v => Temporal.ToDateTime(v, 0, TimeSpan.TicksPerMicrosecond, DateTimeKind.Unspecified)),
        DuckDbTypeId.TimestampNs => new MappedReader<long, DateTime>(static v => Temporal.ToDateTime(v, 100, 0, DateTimeKind.Unspecified)),
        DuckDbTypeId.TimestampTz => new MappedReader<long, DateTimeOffset>(static v => new(Temporal.ToDateTime(v, 0, TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc))),
        DuckDbTypeId.Interval => new MappedReader<NativeInterval, DuckDbInterval>(static v => new(v.Months, v.Days, v.Microseconds)),
        DuckDbTypeId.Uuid => new MappedReader<Int128, Guid>(Temporal.ToGuid),
        DuckDbTypeId.Varchar => new BytesReader<string>(Encoding.UTF8.GetString),
        DuckDbTypeId.Blob or DuckDbTypeId.Geometry => new BytesReader<byte[]>(static bytes => bytes.ToArray()),
        DuckDbTypeId.Bit => new BytesReader<string>(Stored.Bits),
        DuckDbTypeId.Enum => Enum(type),
        DuckDbTypeId.List => new ListReader(For(type.Children[0])),
        DuckDbTypeId.Array => new ArrayReader(For(type.Children[0]), checked((int)type.ArraySize)),
        DuckDbTypeId.Struct => new StructReader(type.Names, [.. type.Children.Select(For)]),
        DuckDbTypeId.Map => new MapReader(For(type.Children[0]), For(type.Children[1])),
        DuckDbTypeId.Union => new UnionReader([.. type.Children.Select(For)]),
        DuckDbTypeId.SqlNull => new NullReader(),
        _ => new UnreadableReader(type),
    };

    private static ColumnReader Decimal(ColumnType type) => type.Storage switch
    {
        DuckDbTypeId.SmallInt => new DecimalReader<short>(type.Scale, static v => v),
        DuckDbTypeId.Integer => new DecimalReader<int>(type.Scale, static v => v),
        DuckDbTypeId.BigInt => new DecimalReader<long>(type.Scale, static v => v),
        _ => new DecimalReader<Int128>(type.Scale, static v => v),
    };

    private static ColumnReader Enum(ColumnType type)
    {
        var labels = type.Labels;
        return type.Storage switch
        {
            DuckDbTypeId.UTinyInt => new MappedReader<byte, string>(v => labels[v]),
            DuckDbTypeId.USmallInt => new MappedReader<ushort, string>(v => labels[v]),
            _ => new MappedReader<uint, string>(v => labels[v]),
        };
    }
}

/// <summary>A type that DuckDB's C API does not let out, such as VARIANT.</summary>
internal sealed class UnreadableReader(ColumnType type) : ColumnReader
{
    internal override Type ClrType => typeof(object);

    internal override object Value(int row) => throw new NotSupportedException($"Values of type {type.Text} cannot be read: cast them to VARCHAR.");
}
