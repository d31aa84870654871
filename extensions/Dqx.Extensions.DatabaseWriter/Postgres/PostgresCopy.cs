using Dqx.Extensions.DatabaseWriter.Tables;
using Npgsql;
using NpgsqlTypes;

namespace Dqx.Extensions.DatabaseWriter.Postgres;

/// <summary>Copies the rows of a table in PostgreSQL's binary format.</summary>
internal sealed class PostgresCopy(NpgsqlConnection connection, int batchSize)
{
    /// <summary>All rows of a run. When it fails or is cancelled, the transaction has to be rolled back.</summary>
    public async Task CopyAsync(Table table, SuiteRun run, CancellationToken cancellationToken)
    {
        await using var importer = await connection.BeginBinaryImportAsync(PostgresStatements.Copy(table), cancellationToken);
        // The run's own time limit ends a copy. The server is silent for long after the last of a million rows, while it checks them.
        importer.Timeout = Timeout.InfiniteTimeSpan;
        var kinds = table.Columns.Select(column => column.Kind).ToArray();
        var rows = 0;
        foreach (var row in table.RowsOf(run))
        {
            if (rows++ % batchSize == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            await importer.StartRowAsync(cancellationToken);
            for (var index = 0; index < row.Length; index++)
            {
                await Write(importer, kinds[index], row[index], cancellationToken);
            }
        }

        await importer.CompleteAsync(cancellationToken);
    }

    private static Task Write(NpgsqlBinaryImporter importer, ColumnKind kind, object? value, CancellationToken cancellationToken) => value switch
    {
        null => importer.WriteNullAsync(cancellationToken),
        string text => importer.WriteAsync(PostgresType.Clean(kind, text), kind == ColumnKind.Json ? NpgsqlDbType.Jsonb : NpgsqlDbType.Text, cancellationToken),
        int number => importer.WriteAsync(number, NpgsqlDbType.Integer, cancellationToken),
        double number => importer.WriteAsync(number, NpgsqlDbType.Double, cancellationToken),
        bool flag => importer.WriteAsync(flag, NpgsqlDbType.Boolean, cancellationToken),
        Guid id => importer.WriteAsync(id, NpgsqlDbType.Uuid, cancellationToken),
        DateOnly date => importer.WriteAsync(date, NpgsqlDbType.Date, cancellationToken),
        _ => importer.WriteAsync(value, PostgresType.Of(kind), cancellationToken),
    };
}
