using Dqx.Extensions.DatabaseWriter.Tables;
using Microsoft.Data.Sqlite;

namespace Dqx.Extensions.DatabaseWriter.Sqlite;

/// <summary>Writes runs to a SQLite file; creates the folder, the file and the tables when they are not there.</summary>
/// <remarks>
/// One transaction per run, which takes the write lock at its beginning: writers in other processes wait for each other and never
/// meet halfway. The file keeps its journal mode. A new one has SQLite's default, the rollback journal, which unlike WAL works on
/// network drives; a process that is killed leaves a journal from which the next reader restores the last whole run.
/// </remarks>
internal sealed class SqliteRunStore(string path, string name, RunTables tables, int batchSize) : IRunStore
{
    /// <inheritdoc/>
    public string Name => name;

    /// <summary>How many seconds other processes may hold the lock.</summary>
    public int LockSeconds { get; init; } = 30;

    /// <inheritdoc/>
    public async ValueTask<bool> WriteAsync(SuiteRun run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            CreateFolder();
            await using var connection = await Open(cancellationToken);
            return await Write(connection, run, cancellationToken);
        }
        catch (SqliteException failure)
        {
            throw SqliteFailure.Explain(failure, name, tables, LockSeconds);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw SqliteFailure.Explain(failure, name);
        }
    }

    private void CreateFolder()
    {
        if (Path.GetDirectoryName(path) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }

    private async Task<SqliteConnection> Open(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            // A pooled connection would keep the file open between runs, and the extension's load context alive for good.
            Pooling = false,
            // Seconds that one statement waits for a lock; short, because the token is only looked at between attempts.
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            await SqliteLock.Wait(() => connection.OpenAsync(cancellationToken), LockSeconds, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<bool> Write(SqliteConnection connection, SuiteRun run, CancellationToken cancellationToken)
    {
        await using var transaction = await SqliteLock.Begin(connection, LockSeconds, cancellationToken);
        await new SqliteSchema(connection, tables).EnsureAsync(cancellationToken);
        if (await Insert(connection, tables.Runs, run, cancellationToken) == 0)
        {
            return false;
        }

        await Insert(connection, tables.Results, run, cancellationToken);
        await Insert(connection, tables.Symbols, run, cancellationToken);
        // Readers may hold the file for a moment; the transaction stays open meanwhile.
        await SqliteLock.Wait(() => transaction.CommitAsync(cancellationToken), LockSeconds, cancellationToken);
        return true;
    }

    private async Task<int> Insert(SqliteConnection connection, Table table, SuiteRun run, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = SqliteStatements.Insert(table);
        var parameters = table.Columns.Select((_, index) => command.Parameters.Add(new SqliteParameter { ParameterName = SqliteStatements.Parameter(index) })).ToList();
        var (rows, written) = (0, 0);
        foreach (var row in table.RowsOf(run))
        {
            if (rows++ % batchSize == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            for (var index = 0; index < row.Length; index++)
            {
                parameters[index].Value = SqliteValue.Of(row[index]);
            }

            // Not cancelled row by row: a batch is the unit, and SQLite works on this thread anyway.
            written += await command.ExecuteNonQueryAsync(CancellationToken.None);
        }

        return written;
    }
}
