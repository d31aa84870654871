using System.Buffers;
using System.Text;
using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>Writes one column's values into vectors, chunk after chunk.</summary>
internal abstract unsafe class VectorWriter<T>
{
    private ulong* _validity;

    /// <summary>The vector of the current chunk.</summary>
    private protected nint Vector { get; private set; }

    /// <summary>Turns to the vector of an empty chunk.</summary>
    internal virtual void Attach(nint vector)
    {
        Vector = vector;
        _validity = null;
    }

    internal abstract void Write(int row, T value);

    internal void WriteNull(int row)
    {
        if (_validity is null)
        {
            // A vector without nulls has no mask.
            NativeMethods.duckdb_vector_ensure_validity_writable(Vector);
            _validity = NativeMethods.duckdb_vector_get_validity(Vector);
        }

        _validity[row >> 6] &= ~(1UL << (row & 63));
    }
}

/// <summary>Values of a fixed width, as they are.</summary>
internal sealed unsafe class FixedWriter<T> : VectorWriter<T>
    where T : unmanaged
{
    private T* _data;

    internal override void Attach(nint vector)
    {
        base.Attach(vector);
        _data = (T*)NativeMethods.duckdb_vector_get_data(vector);
    }

    internal override void Write(int row, T value) => _data[row] = value;
}

/// <summary>Values that DuckDB stores in another form.</summary>
internal sealed unsafe class MappedWriter<T, TStored>(Func<T, TStored> map) : VectorWriter<T>
    where TStored : unmanaged
{
    private TStored* _data;

    internal override void Attach(nint vector)
    {
        base.Attach(vector);
        _data = (TStored*)NativeMethods.duckdb_vector_get_data(vector);
    }

    internal override void Write(int row, T value) => _data[row] = map(value);
}

/// <summary>Text, which short lies in the vector itself; a lone surrogate becomes U+FFFD.</summary>
internal sealed unsafe class TextWriter<T>(Func<T, string?> text) : VectorWriter<T>
{
    private NativeString* _data;

    internal override void Attach(nint vector)
    {
        base.Attach(vector);
        _data = (NativeString*)NativeMethods.duckdb_vector_get_data(vector);
    }

    internal override void Write(int row, T value)
    {
        if (text(value) is not { } written)
        {
            WriteNull(row);
            return;
        }

        // A character takes three bytes at most, so that these fit for certain.
        if (written.Length <= NativeString.MaximumInlined / 3)
        {
            WriteInlined(&_data[row], written);
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(written.Length));
        var length = Encoding.UTF8.GetBytes(written, buffer);
        if (length <= NativeString.MaximumInlined)
        {
            WriteInlined(&_data[row], written);
        }
        else
        {
            fixed (byte* start = buffer)
            {
                NativeMethods.duckdb_vector_assign_string_element_len(Vector, (ulong)row, start, (ulong)length);
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static void WriteInlined(NativeString* target, string text)
    {
        // DuckDB compares all twelve bytes: those behind the text are zero.
        *target = default;
        target->Length = (uint)Encoding.UTF8.GetBytes(text, new Span<byte>(target->Inlined, NativeString.MaximumInlined));
    }
}

/// <summary>Bytes.</summary>
internal sealed unsafe class BlobWriter : VectorWriter<byte[]?>
{
    internal override void Write(int row, byte[]? value)
    {
        if (value is null)
        {
            WriteNull(row);
            return;
        }

        fixed (byte* start = value)
        {
            byte none;
            NativeMethods.duckdb_vector_assign_string_element_len(Vector, (ulong)row, start is null ? &none : start, (ulong)value.Length);
        }
    }
}
