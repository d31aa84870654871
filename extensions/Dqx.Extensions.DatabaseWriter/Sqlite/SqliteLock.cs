using Microsoft.Data.Sqlite;

namespace Dqx.Extensions.DatabaseWriter.Sqlite;

/// <summary>Waits for other processes that hold the file's lock, and looks at the token meanwhile.</summary>
internal static class SqliteLock
{
    private const int Busy = 5;
    private const int Locked = 6;

    /// <summary>Whether the failure is that somebody else holds the lock.</summary>
    public static bool IsHeld(SqliteException failure) => failure.SqliteErrorCode is Busy or Locked;

    /// <summary>Begins a transaction that holds the write lock.</summary>
    public static async Task<SqliteTransaction> Begin(SqliteConnection connection, int seconds, CancellationToken cancellationToken)
    {
        SqliteTransaction? transaction = null;
        await Wait(
            () =>
            {
                transaction = connection.BeginTransaction(deferred: false);
                return Task.CompletedTask;
            },
            seconds,
            cancellationToken);
        return transaction ?? throw new InvalidOperationException("No transaction was begun.");
    }

    /// <summary>Repeats an attempt, each of which waits for about a second, while the lock is held and time is left.</summary>
    public static async Task Wait(Func<Task> attempt, int seconds, CancellationToken cancellationToken)
    {
        for (var left = seconds; ; left--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await attempt();
                return;
            }
            catch (SqliteException failure) when (IsHeld(failure) && left > 1)
            {
                // The next attempt; the last one lets the failure out.
                continue;
            }
        }
    }
}
