using System.Runtime.InteropServices;

namespace Dqx.DuckDb.Native;

/// <summary><c>duckdb_state</c>.</summary>
internal enum State
{
    Success = 0,
    Error = 1,
}

/// <summary><c>duckdb_result_type</c>: what a finished statement gives.</summary>
internal enum ResultKind
{
    Invalid = 0,
    ChangedRows = 1,
    Nothing = 2,
    Rows = 3,
}

/// <summary><c>duckdb_result</c>: five deprecated fields and one that counts.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    public ulong Deprecated1;
    public ulong Deprecated2;
    public ulong Deprecated3;
    public nint Deprecated4;
    public nint Deprecated5;
    public nint InternalData;
}

/// <summary><c>duckdb_query_progress_type</c>: 0 rows and −1 per cent when nothing is known.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeProgress
{
    public readonly double Percentage;
    public readonly ulong RowsProcessed;
    public readonly ulong RowsToProcess;
}

/// <summary><c>duckdb_hugeint</c> and <c>duckdb_uhugeint</c>: two 64-bit halves, the lower first.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeHugeInt(Int128 value)
{
    public readonly ulong Lower = (ulong)value;
    public readonly long Upper = (long)(value >> 64);
}

/// <summary><c>duckdb_decimal</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeDecimal(byte width, byte scale, Int128 value)
{
    public readonly byte Width = width;
    public readonly byte Scale = scale;
    public readonly NativeHugeInt Value = new(value);
}

/// <summary><c>duckdb_bignum</c>: magnitude in big-endian bytes, and a sign.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly unsafe struct NativeBigNum(byte* data, ulong size, bool negative)
{
    public readonly byte* Data = data;
    public readonly ulong Size = size;
    public readonly byte Negative = negative ? (byte)1 : (byte)0;
}

/// <summary><c>duckdb_interval</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeInterval(int months, int days, long microseconds)
{
    public readonly int Months = months;
    public readonly int Days = days;
    public readonly long Microseconds = microseconds;
}

/// <summary><c>duckdb_list_entry</c>: where a row's items lie in the child vector.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeListEntry
{
    public readonly ulong Offset;
    public readonly ulong Length;
}

/// <summary><c>duckdb_string_t</c>: up to 12 bytes lie in the structure itself, more behind a pointer.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct NativeString
{
    internal const int MaximumInlined = 12;

    [FieldOffset(0)]
    public uint Length;

    [FieldOffset(4)]
    public fixed byte Inlined[MaximumInlined];

    [FieldOffset(8)]
    public byte* Pointer;

    /// <summary>The bytes, as long as the vector that holds the structure lives.</summary>
    internal static ReadOnlySpan<byte> Bytes(NativeString* value) =>
        new(value->Length <= MaximumInlined ? value->Inlined : value->Pointer, checked((int)value->Length));
}
