using System.Numerics;
using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>Which type of DuckDB a .NET type becomes, and how its values are written.</summary>
internal static class AppendTypes
{
    /// <summary>The type's writer, which is a <c>VectorWriter&lt;T&gt;</c> of that very type; null where DuckDB has nothing for it.</summary>
    /// <param name="type">Not nullable.</param>
    /// <param name="digits">For <see cref="decimal"/>.</param>
    internal static (AppendType Type, object Writer)? For(Type type, DecimalDigits digits) => type switch
    {
        _ when type == typeof(bool) => (new(DuckDbTypeId.Boolean), new FixedWriter<bool>()),
        _ when type == typeof(sbyte) => (new(DuckDbTypeId.TinyInt), new FixedWriter<sbyte>()),
        _ when type == typeof(short) => (new(DuckDbTypeId.SmallInt), new FixedWriter<short>()),
        _ when type == typeof(int) => (new(DuckDbTypeId.Integer), new FixedWriter<int>()),
        _ when type == typeof(long) => (new(DuckDbTypeId.BigInt), new FixedWriter<long>()),
        _ when type == typeof(Int128) => (new(DuckDbTypeId.HugeInt), new FixedWriter<Int128>()),
        _ when type == typeof(byte) => (new(DuckDbTypeId.UTinyInt), new FixedWriter<byte>()),
        _ when type == typeof(ushort) => (new(DuckDbTypeId.USmallInt), new FixedWriter<ushort>()),
        _ when type == typeof(uint) => (new(DuckDbTypeId.UInteger), new FixedWriter<uint>()),
        _ when type == typeof(ulong) => (new(DuckDbTypeId.UBigInt), new FixedWriter<ulong>()),
        _ when type == typeof(UInt128) => (new(DuckDbTypeId.UHugeInt), new FixedWriter<UInt128>()),
        _ when type == typeof(BigInteger) => (new(DuckDbTypeId.HugeInt), new MappedWriter<BigInteger, Int128>(static v => (Int128)v)),
        _ when type == typeof(Half) => (new(DuckDbTypeId.Float), new MappedWriter<Half, float>(static v => (float)v)),
        _ when type == typeof(float) => (new(DuckDbTypeId.Float), new FixedWriter<float>()),
        _ when type == typeof(double) => (new(DuckDbTypeId.Double), new FixedWriter<double>()),
        _ when type == typeof(decimal) => (new(DuckDbTypeId.Decimal, digits.Precision, digits.Scale), digits.Writer()),
        _ when type == typeof(string) => (new(DuckDbTypeId.Varchar), new TextWriter<string?>(static v => v)),
        _ when type == typeof(char) => (new(DuckDbTypeId.Varchar), new TextWriter<char>(static v => v.ToString())),
        _ when type == typeof(Guid) => (new(DuckDbTypeId.Uuid), new MappedWriter<Guid, Int128>(Temporal.ToStored)),
        _ when type == typeof(DateOnly) => (new(DuckDbTypeId.Date), new MappedWriter<DateOnly, int>(Temporal.Days)),
        _ when type == typeof(TimeOnly) => (new(DuckDbTypeId.Time), new MappedWriter<TimeOnly, long>(Temporal.Microseconds)),
        _ when type == typeof(TimeSpan) => (new(DuckDbTypeId.Interval), new MappedWriter<TimeSpan, NativeInterval>(Temporal.Interval)),
        _ when type == typeof(DateTime) => (new(DuckDbTypeId.Timestamp), new MappedWriter<DateTime, long>(Temporal.Microseconds)),
        _ when type == typeof(DateTimeOffset) => (new(DuckDbTypeId.TimestampTz), new MappedWriter<DateTimeOffset, long>(Temporal.Microseconds)),
        _ when type == typeof(byte[]) => (new(DuckDbTypeId.Blob), new BlobWriter()),
        { IsEnum: true } => (new(DuckDbTypeId.Varchar), Activator.CreateInstance(typeof(TextWriter<>).MakeGenericType(type), EnumNames.Of(type))!), // a class, never null
        _ => null,
    };
}
