using Microsoft.Data.Sqlite;

namespace Dqx.Sqlite;

/// <summary>The tables of a kind of file, and how an older file becomes a newer one.</summary>
/// <param name="subject">What the file is, with its article, for messages.</param>
/// <param name="newerId">The diagnostic of a file that a newer version made.</param>
/// <param name="steps">From nothing to version 1, from 1 to 2, and so on. What has shipped is never edited.</param>
internal sealed class SqliteMigrations(string subject, string newerId, params string[] steps)
{
    /// <summary>The version that this code reads and writes.</summary>
    public int Version => steps.Length;

    /// <summary>Brings the file to <see cref="Version"/>, in one transaction that other processes wait for.</summary>
    /// <exception cref="DqxException">A newer version of DQX made the file.</exception>
    public void Ensure(SqliteConnection connection, string file)
    {
        if (ReadVersion(connection) == Version)
        {
            return;
        }

        Execute(connection, "PRAGMA journal_mode = WAL");
        using var transaction = connection.BeginTransaction(deferred: false);
        // Read again under the lock: another process may have done it meanwhile.
        var version = ReadVersion(connection);
        RefuseNewer(version, file);
        for (; version < Version; version++)
        {
            Execute(connection, steps[version]);
        }

        Execute(connection, FormattableString.Invariant($"PRAGMA user_version = {Version}"));
        transaction.Commit();
    }

    /// <summary>Whether the file is of <see cref="Version"/>, and not of an older one.</summary>
    /// <exception cref="DqxException">A newer version of DQX made the file.</exception>
    public bool IsCurrent(SqliteConnection connection, string file)
    {
        var version = ReadVersion(connection);
        RefuseNewer(version, file);
        return version == Version;
    }

    private void RefuseNewer(long version, string file)
    {
        if (version > Version)
        {
            throw new DqxException(newerId, FormattableString.Invariant($"{file} is {subject} of version {version}, and this dqx knows version {Version}: update dqx, or name another file."));
        }
    }

    private static long ReadVersion(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return command.ExecuteScalar() as long? ?? 0;
    }

    private static void Execute(SqliteConnection connection, string statements)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }
}
