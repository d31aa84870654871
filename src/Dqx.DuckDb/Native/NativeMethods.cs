using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Dqx.DuckDb.Native;

/// <summary>
/// The part of DuckDB's C API (duckdb.h, 1.5) that the provider uses, under its own names. <see cref="DuckDbLibrary"/> loads the
/// library before the first call.
/// </summary>
internal static partial class NativeMethods
{
    internal const string Library = "duckdb";

    /// <summary>A string that DuckDB keeps.</summary>
    internal static string? Text(nint utf8) => Marshal.PtrToStringUTF8(utf8);

    /// <summary>A string that DuckDB gave away; it is freed here.</summary>
    internal static string? TakeText(nint utf8)
    {
        var text = Marshal.PtrToStringUTF8(utf8);
        duckdb_free(utf8);
        return text;
    }

    [LibraryImport(Library)]
    internal static partial void duckdb_free(nint memory);

    [LibraryImport(Library)]
    internal static partial nint duckdb_library_version();

    [LibraryImport(Library)]
    internal static partial ulong duckdb_vector_size();

    [LibraryImport(Library)]
    internal static partial State duckdb_create_config(out ConfigHandle config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial State duckdb_set_config(ConfigHandle config, string name, string value);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_config(ref nint config);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_instance_cache();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial State duckdb_get_or_create_from_cache(nint cache, string path, out DatabaseHandle database, ConfigHandle config, out nint error);

    [LibraryImport(Library)]
    internal static partial void duckdb_close(ref nint database);

    [LibraryImport(Library)]
    internal static partial State duckdb_connect(DatabaseHandle database, out ConnectionHandle connection);

    [LibraryImport(Library)]
    internal static partial void duckdb_disconnect(ref nint connection);

    [LibraryImport(Library)]
    internal static partial void duckdb_interrupt(ConnectionHandle connection);

    [LibraryImport(Library)]
    internal static partial NativeProgress duckdb_query_progress(ConnectionHandle connection);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_error_data(ref nint error);

    [LibraryImport(Library)]
    internal static partial nint duckdb_error_data_message(ErrorHandle error);
}
