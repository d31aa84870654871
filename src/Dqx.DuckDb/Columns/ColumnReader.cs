using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>Reads one column, or one nested part of it, out of vectors, chunk after chunk.</summary>
internal abstract unsafe class ColumnReader
{
    private ulong* _validity;

    /// <summary>The type of <see cref="Value"/>.</summary>
    internal abstract Type ClrType { get; }

    /// <summary>Turns to the vector of the next chunk, which stays DuckDB's.</summary>
    internal virtual void Attach(nint vector) => _validity = NativeMethods.duckdb_vector_get_validity(vector);

    internal virtual bool IsNull(int row) => _validity is not null && (_validity[row >> 6] & (1UL << (row & 63))) == 0;

    /// <summary>The value of a row that is not null.</summary>
    internal abstract object Value(int row);

    /// <summary>The value as the nearest double, which a DECIMAL has even where <see cref="decimal"/> is too small.</summary>
    internal virtual double AsDouble(int row) => Conversions.To<double>(Value(row));

    internal object? ValueOrNull(int row) => IsNull(row) ? null : Value(row);

    /// <summary>The values of some rows, null where they are.</summary>
    internal List<object?> Values(int start, int count)
    {
        List<object?> values = new(count);
        for (var row = start; row < start + count; row++)
        {
            values.Add(ValueOrNull(row));
        }

        return values;
    }
}

/// <summary>A reader whose values have a type of their own.</summary>
internal abstract class ColumnReader<T> : ColumnReader
{
    internal override Type ClrType => typeof(T);

    internal abstract T Read(int row);

    internal override object Value(int row) => Read(row)!; // of a row that is not null
}

/// <summary>Values of a fixed width, as they lie in memory.</summary>
internal unsafe class FixedReader<T> : ColumnReader<T>
    where T : unmanaged
{
    private T* _data;

    internal override void Attach(nint vector)
    {
        base.Attach(vector);
        _data = (T*)NativeMethods.duckdb_vector_get_data(vector);
    }

    internal override T Read(int row) => _data[row];
}

/// <summary>Values of a fixed width, made into something else.</summary>
internal sealed unsafe class MappedReader<TStored, T>(Func<TStored, T> map) : ColumnReader<T>
    where TStored : unmanaged
{
    private TStored* _data;

    internal override void Attach(nint vector)
    {
        base.Attach(vector);
        _data = (TStored*)NativeMethods.duckdb_vector_get_data(vector);
    }

    internal override T Read(int row) => map(_data[row]);
}

/// <summary>DECIMAL, of which the storage is an integer.</summary>
internal sealed unsafe class DecimalReader<TStored>(int scale, Func<TStored, Int128> widen) : ColumnReader<decimal>
    where TStored : unmanaged
{
    private TStored* _data;

    internal override void Attach(nint vector)
    {
        base.Attach(vector);
        _data = (TStored*)NativeMethods.duckdb_vector_get_data(vector);
    }

    internal override decimal Read(int row) => Decimals.Join(widen(_data[row]), scale);

    internal override double AsDouble(int row) => Decimals.ToDouble(widen(_data[row]), scale);
}

/// <summary>VARCHAR, BLOB and what is stored like them.</summary>
internal sealed unsafe class BytesReader<T>(BytesReader<T>.Map map) : ColumnReader<T>
{
    private NativeString* _data;

    internal delegate T Map(ReadOnlySpan<byte> bytes);

    internal override void Attach(nint vector)
    {
        base.Attach(vector);
        _data = (NativeString*)NativeMethods.duckdb_vector_get_data(vector);
    }

    internal override T Read(int row) => map(NativeString.Bytes(&_data[row]));
}
