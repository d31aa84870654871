using Dqx.DuckDb.Native;

namespace Dqx.DuckDb;

/// <summary>
/// Fills a new table from rows in memory, whole chunks at a time: as fast as DuckDB's functions for single values or faster
/// (measured: 2-3 million rows of four columns a second and core), and those have none for DECIMAL and UUID.
/// </summary>
internal static unsafe class Appender
{
    /// <summary>Creates the table and fills it. A failure leaves it there, with some of the rows.</summary>
    /// <returns>Rows.</returns>
    /// <exception cref="DuckDbException">DuckDB refused the columns or the rows.</exception>
    internal static long Fill<TRow>(DuckDbConnection connection, string table, IReadOnlyList<AppendColumn<TRow>> columns, IEnumerable<TRow> rows, CancellationToken cancellationToken)
    {
        using (var create = connection.CreateCommand())
        {
            create.CommandText = $"CREATE TABLE {SqlText.Identifier(table)} ({string.Join(", ", columns.Select(column => $"{SqlText.Identifier(column.Name)} {column.Type.Sql}"))})";
            create.ExecuteNonQuery();
        }

        var state = NativeMethods.duckdb_appender_create_ext(connection.Handle, catalog: null, schema: null, table, out var appender);
        using (appender)
        {
            Check(state, appender);
            using var chunk = CreateChunk(columns);
            var total = Append(appender, chunk, columns, rows, cancellationToken);
            Check(NativeMethods.duckdb_appender_close(appender), appender);
            return total;
        }
    }

    private static long Append<TRow>(AppenderHandle appender, ChunkHandle chunk, IReadOnlyList<AppendColumn<TRow>> columns, IEnumerable<TRow> rows, CancellationToken cancellationToken)
    {
        var capacity = (int)NativeMethods.duckdb_vector_size();
        var total = 0L;
        var count = 0;
        Attach(chunk, columns);
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                columns[i].Append(row, count);
            }

            if (++count == capacity)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Flush();
                Attach(chunk, columns);
            }
        }

        Flush();
        return total;

        void Flush()
        {
            NativeMethods.duckdb_data_chunk_set_size(chunk, (ulong)count);
            Check(NativeMethods.duckdb_append_data_chunk(appender, chunk), appender);
            NativeMethods.duckdb_data_chunk_reset(chunk);
            total += count;
            count = 0;
        }
    }

    private static void Attach<TRow>(ChunkHandle chunk, IReadOnlyList<AppendColumn<TRow>> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            columns[i].Attach(NativeMethods.duckdb_data_chunk_get_vector(chunk, (ulong)i));
        }
    }

    private static ChunkHandle CreateChunk<TRow>(IReadOnlyList<AppendColumn<TRow>> columns)
    {
        var types = columns.Select(column => column.Type.Create()).ToArray();
        var pointers = types.Select(type => type.DangerousGetHandle()).ToArray();
        fixed (nint* first = pointers)
        {
            var chunk = NativeMethods.duckdb_create_data_chunk(first, (ulong)pointers.Length);
            foreach (var type in types)
            {
                type.Dispose();
            }

            return chunk;
        }
    }

    private static void Check(State state, AppenderHandle appender)
    {
        if (state == State.Error)
        {
            using var error = NativeMethods.duckdb_appender_error_data(appender);
            throw DuckDbException.FromText(error.IsInvalid ? null : NativeMethods.Text(NativeMethods.duckdb_error_data_message(error)));
        }
    }
}
