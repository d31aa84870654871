using Microsoft.Data.Sqlite;

namespace Dqx.Sqlite.History;

/// <summary>The tables of a history file, and how an older file becomes a newer one.</summary>
internal static class HistorySchema
{
    /// <summary>The version that this code reads and writes; one more than the number of migrations before it.</summary>
    public static int Version => s_migrations.Length;

    /// <summary>From nothing to version 1, from 1 to 2, and so on. What has shipped is never edited.</summary>
    private static readonly string[] s_migrations =
    [
        """
        CREATE TABLE runs (
          id INTEGER PRIMARY KEY,
          run_id TEXT NOT NULL UNIQUE,
          created_at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE metrics (
          id INTEGER PRIMARY KEY,
          suite TEXT NOT NULL,
          dataset TEXT NOT NULL,
          metric TEXT NOT NULL,
          tags TEXT NOT NULL,
          fingerprint TEXT NOT NULL,
          segment TEXT NOT NULL DEFAULT '',
          location TEXT,
          UNIQUE (suite, dataset, metric, tags, fingerprint, segment)
        ) STRICT;
        CREATE TABLE metric_values (
          metric INTEGER NOT NULL REFERENCES metrics (id),
          date TEXT NOT NULL,
          run INTEGER NOT NULL REFERENCES runs (id),
          value REAL,
          error TEXT,
          state BLOB,
          PRIMARY KEY (metric, date, run)
        ) STRICT, WITHOUT ROWID;
        """,
    ];

    /// <summary>Brings the file to <see cref="Version"/>, in one transaction that other processes wait for.</summary>
    /// <exception cref="DqxException">A newer version of DQX made the file (DQX3202).</exception>
    public static void Ensure(SqliteConnection connection, string file)
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
            Execute(connection, s_migrations[version]);
        }

        Execute(connection, FormattableString.Invariant($"PRAGMA user_version = {Version}"));
        transaction.Commit();
    }

    /// <summary>For a file that cannot be changed.</summary>
    /// <exception cref="DqxException">It is of another version (DQX3201, DQX3202).</exception>
    public static void Require(SqliteConnection connection, string file)
    {
        var version = ReadVersion(connection);
        RefuseNewer(version, file);
        if (version < Version)
        {
            throw new DqxException("DQX3201", FormattableString.Invariant($"The history {file} is of version {version}, and cannot be written to bring it to version {Version}: give the user the right to write it."));
        }
    }

    private static void RefuseNewer(long version, string file)
    {
        if (version > Version)
        {
            throw new DqxException("DQX3202", FormattableString.Invariant($"{file} is a history of version {version}, and this dqx knows version {Version}: update dqx, or name another file."));
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
