using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>Dates, times and ids between .NET and DuckDB, which counts days and microseconds from 1970.</summary>
internal static class Temporal
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;
    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;
    private static readonly long EpochTicks = DateTime.UnixEpoch.Ticks;

    internal static int Days(DateOnly date) => date.DayNumber - EpochDay;

    /// <summary>As written, whatever its kind; tenths of microseconds are cut off.</summary>
    internal static long Microseconds(DateTime time) => FloorToMicroseconds(time.Ticks - EpochTicks);

    internal static long Microseconds(DateTimeOffset time) => FloorToMicroseconds(time.UtcTicks - EpochTicks);

    internal static long Microseconds(TimeOnly time) => time.Ticks / TicksPerMicrosecond;

    internal static NativeInterval Interval(TimeSpan span) => new(0, span.Days, (span.Ticks - (span.Days * TimeSpan.TicksPerDay)) / TicksPerMicrosecond);

    /// <exception cref="OverflowException">Outside of the years 1 to 9999; infinity, too.</exception>
    internal static DateOnly ToDate(int days) =>
        (long)days + EpochDay is var number && number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : throw Outside("DATE", nameof(DateOnly));

    /// <summary>A time of day; DuckDB's 24:00:00 is outside of .NET's.</summary>
    internal static TimeOnly ToTime(long microseconds) =>
        microseconds is >= 0 and < TimeSpan.MicrosecondsPerDay ? new TimeOnly(microseconds * TicksPerMicrosecond) : throw Outside("TIME", nameof(TimeOnly));

    /// <param name="count">Units since 1970; the extremes of long are DuckDB's infinities.</param>
    /// <param name="unitsPerTick">100 for nanoseconds: what is finer than a tick is cut off; otherwise 0.</param>
    /// <param name="ticksPerUnit">Ticks in a unit; otherwise 0.</param>
    /// <param name="kind">Of the result.</param>
    internal static DateTime ToDateTime(long count, long unitsPerTick, long ticksPerUnit, DateTimeKind kind)
    {
        var ticks = unitsPerTick > 0 ? (Int128)Math.DivRem(count, unitsPerTick, out var rest) - (rest < 0 ? 1 : 0) : (Int128)count * ticksPerUnit;
        ticks += EpochTicks;
        return count > -long.MaxValue && count < long.MaxValue && ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime((long)ticks, kind)
            : throw Outside("TIMESTAMP", nameof(DateTime));
    }

    /// <summary>DuckDB keeps UUIDs as signed numbers that sort like their text.</summary>
    internal static Guid ToGuid(Int128 stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt128BigEndian(bytes, stored ^ (Int128.One << 127));
        return new Guid(bytes, bigEndian: true);
    }

    internal static Int128 ToStored(Guid id) => (Int128)(Bits(id) ^ (UInt128.One << 127));

    internal static UInt128 Bits(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private static long FloorToMicroseconds(long ticks) => (ticks - (((ticks % TicksPerMicrosecond) + TicksPerMicrosecond) % TicksPerMicrosecond)) / TicksPerMicrosecond;

    private static OverflowException Outside(string type, string clrType) => new($"The {type} is infinite or outside of {clrType}: cast it to VARCHAR to read it.");
}
