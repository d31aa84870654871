using System.Globalization;
using Npgsql;

namespace Dqx.Extensions.DatabaseWriter.Postgres;

/// <summary>Begins a transaction that does not wait for locks without end.</summary>
internal static class PostgresTransaction
{
    /// <summary>Begins one.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="lockSeconds">How many seconds others may hold a lock that is needed.</param>
    /// <param name="cancellationToken">The time limit.</param>
    public static async Task<NpgsqlTransaction> Begin(NpgsqlConnection connection, int lockSeconds, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand("SELECT set_config('lock_timeout', $1, true)", connection)
            {
                Parameters = { new NpgsqlParameter { Value = lockSeconds.ToString(CultureInfo.InvariantCulture) + "s" } },
            };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}
