using System.Globalization;
using Dqx.Extensions.DatabaseWriter.Tables;
using Npgsql;

namespace Dqx.Extensions.DatabaseWriter.Postgres;

/// <summary>Creates the tables of one prefix when they are not there, and brings older ones up to date.</summary>
internal sealed class PostgresSchema(NpgsqlConnection connection, RunTables tables, int lockSeconds)
{
    /// <summary>Makes sure that the tables are there, in the version that this code writes.</summary>
    /// <exception cref="DqxException">A newer version made them (DQX6105).</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (await ReadVersion(cancellationToken) == RunTables.Version)
        {
            return;
        }

        await using var transaction = await PostgresTransaction.Begin(connection, lockSeconds, cancellationToken);
        await Scalar(PostgresStatements.LockSchema, cancellationToken, $"db_writer {tables.SchemaName}");
        // Somebody else may have been here before the lock was free, and the server may not know it yet: making a table makes it look.
        await Execute(PostgresStatements.CreateVersion(tables), cancellationToken);
        foreach (var statement in Steps(await ReadVersion(cancellationToken)))
        {
            await Execute(statement, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private IEnumerable<string> Steps(int? version) => version switch
    {
        null => [.. PostgresStatements.Create(tables), PostgresStatements.WriteVersion(tables)],
        RunTables.Version => [],
        < RunTables.Version => [.. PostgresStatements.Upgrade(tables, version.Value), PostgresStatements.RaiseVersion(tables)],
        _ => throw new DqxException(
            "DQX6105",
            string.Create(CultureInfo.InvariantCulture, $"{tables.SchemaName} says that the tables are of version {version}; this db_writer knows version {RunTables.Version}. Update the extension, or use another table_prefix.")),
    };

    /// <summary>Null when there are no tables.</summary>
    private async Task<int?> ReadVersion(CancellationToken cancellationToken)
        => await Scalar(PostgresStatements.FindVersion, cancellationToken, PostgresStatements.Quote(tables.SchemaName)) is true
            ? await Scalar(PostgresStatements.ReadVersion(tables), cancellationToken) as int?
            : null;

    private async Task Execute(string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<object?> Scalar(string statement, CancellationToken cancellationToken, params string[] values)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
