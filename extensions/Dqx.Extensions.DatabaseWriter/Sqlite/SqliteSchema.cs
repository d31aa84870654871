using System.Globalization;
using Dqx.Extensions.DatabaseWriter.Tables;
using Microsoft.Data.Sqlite;

namespace Dqx.Extensions.DatabaseWriter.Sqlite;

/// <summary>Creates the tables of one prefix, in the transaction of the first run that is written to them, and brings older ones up to date.</summary>
internal sealed class SqliteSchema(SqliteConnection connection, RunTables tables)
{
    /// <summary>Makes sure that the tables are there, in the version that this code writes.</summary>
    /// <exception cref="DqxException">A newer version made them (DQX6105).</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await Execute(SqliteStatements.CreateVersion(tables), cancellationToken);
        switch (await ReadVersion(cancellationToken))
        {
            case null:
                foreach (var statement in SqliteStatements.Create(tables))
                {
                    await Execute(statement, cancellationToken);
                }

                await Execute(SqliteStatements.WriteVersion(tables), cancellationToken, RunTables.Version);
                break;
            case RunTables.Version:
                break;
            case < RunTables.Version and var older:
                foreach (var statement in SqliteStatements.Upgrade(tables, older))
                {
                    await Execute(statement, cancellationToken);
                }

                await Execute(SqliteStatements.RaiseVersion(tables), cancellationToken, RunTables.Version);
                break;
            case var other:
                throw new DqxException(
                    "DQX6105",
                    string.Create(CultureInfo.InvariantCulture, $"{tables.SchemaName} says that the tables are of version {other}; this db_writer knows version {RunTables.Version}. Update the extension, or use another table_prefix."));
        }
    }

    private async Task<long?> ReadVersion(CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = SqliteStatements.ReadVersion(tables);
        return await command.ExecuteScalarAsync(cancellationToken) as long?;
    }

    private async Task Execute(string statement, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue(SqliteStatements.Parameter(index), values[index]);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
