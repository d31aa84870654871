using System.Runtime.InteropServices;

namespace Dqx.DuckDb.Native;

/// <summary>Owns a <c>duckdb_result</c>, whose structure the caller of DuckDB has to allocate.</summary>
internal sealed unsafe class ResultHandle : DuckDbHandle
{
    internal ResultHandle() => SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    /// <summary>The next rows; null at the end.</summary>
    /// <exception cref="DuckDbException">The rest of the statement failed.</exception>
    internal ChunkHandle? Fetch()
    {
        // The result goes by value, so the marshaller does not hold the handle for us while DuckDB works.
        var held = false;
        try
        {
            DangerousAddRef(ref held);
            var chunk = NativeMethods.duckdb_fetch_chunk(*(NativeResult*)handle);
            if (!chunk.IsInvalid)
            {
                return chunk;
            }

            chunk.Dispose();
            return NativeMethods.Text(NativeMethods.duckdb_result_error(this)) is { } error ? throw DuckDbException.FromText(error) : null;
        }
        finally
        {
            if (held)
            {
                DangerousRelease();
            }
        }
    }

    /// <summary>Whether the statement gave rows, changed some, or neither.</summary>
    internal ResultKind Kind => NativeMethods.duckdb_result_return_type(*(NativeResult*)handle);

    protected override bool ReleaseHandle()
    {
        NativeMethods.duckdb_destroy_result(handle);
        NativeMemory.Free((void*)handle);
        return true;
    }
}
