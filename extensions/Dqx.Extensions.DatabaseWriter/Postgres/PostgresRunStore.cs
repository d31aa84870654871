using System.Net.Sockets;
using System.Security.Authentication;
using Dqx.Extensions.DatabaseWriter.Tables;
using Npgsql;

namespace Dqx.Extensions.DatabaseWriter.Postgres;

/// <summary>Writes runs to a PostgreSQL server; creates the tables when they are not there.</summary>
/// <remarks>
/// One connection and one transaction per run. Results and symbols go by binary COPY, the one way that takes a million rows as fast as
/// the server can. The tables are made in a transaction of their own, so that nobody waits for another's rows to have them.
/// </remarks>
internal sealed class PostgresRunStore(string connectionString, string name, Func<string, string> redact, RunTables tables, int batchSize) : IRunStore
{
    /// <inheritdoc/>
    public string Name => name;

    /// <summary>How many seconds others may hold a lock that is needed.</summary>
    public int LockSeconds { get; init; } = 30;

    /// <inheritdoc/>
    public async ValueTask<bool> WriteAsync(SuiteRun run, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await new PostgresSchema(connection, tables, LockSeconds).EnsureAsync(cancellationToken);
            return await Write(connection, run, cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or SocketException or IOException or TimeoutException or AuthenticationException)
        {
            throw new PostgresFailure(name, redact, tables, LockSeconds).Explain(failure);
        }
    }

    private async Task<bool> Write(NpgsqlConnection connection, SuiteRun run, CancellationToken cancellationToken)
    {
        await using var transaction = await PostgresTransaction.Begin(connection, LockSeconds, cancellationToken);
        if (!await InsertRun(connection, run, cancellationToken))
        {
            return false;
        }

        await new PostgresCopy(connection, batchSize).CopyAsync(tables.Results, run, cancellationToken);
        await new PostgresCopy(connection, batchSize).CopyAsync(tables.Symbols, run, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>False when the run is there; who writes the same run at this moment is waited for.</summary>
    private async Task<bool> InsertRun(NpgsqlConnection connection, SuiteRun run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(PostgresStatements.InsertRun(tables), connection);
        foreach (var (column, value) in tables.Runs.Columns.Zip(tables.Runs.RowsOf(run).Single()))
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = PostgresType.Of(column.Kind), Value = PostgresType.Clean(column.Kind, value) ?? DBNull.Value });
        }

        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
