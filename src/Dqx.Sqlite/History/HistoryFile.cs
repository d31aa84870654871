using Microsoft.Data.Sqlite;

namespace Dqx.Sqlite.History;

/// <summary>Opens history files.</summary>
internal static class HistoryFile
{
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;

    /// <summary>For reading and writing; the file is made, or brought to the version of this code.</summary>
    /// <exception cref="DqxException">It cannot be opened (DQX3201), or a newer version of DQX made it (DQX3202).</exception>
    public static SqliteConnection Open(string path, int lockSeconds)
    {
        try
        {
            return Connect(path, lockSeconds, connection => HistorySchema.Ensure(connection, path));
        }
        catch (SqliteException refused)
        {
            throw Refused(path, refused);
        }
    }

    /// <summary>For reading, also where nothing may be written: a file with a write-ahead log is read through files beside it, which SQLite
    /// cannot make there. It is then read as one that nobody writes; what another process has not yet brought from the log into the file is
    /// not seen.</summary>
    /// <exception cref="DqxException">It cannot be opened (DQX3201), or a newer version of DQX made it (DQX3202).</exception>
    public static SqliteConnection OpenForReading(string path, int lockSeconds)
    {
        try
        {
            return Connect(path, lockSeconds, connection => HistorySchema.Ensure(connection, path));
        }
        catch (SqliteException refused) when (refused.SqliteErrorCode is ReadOnly or CannotOpen && File.Exists(path))
        {
            return OpenUnwritable(path, lockSeconds);
        }
        catch (SqliteException refused)
        {
            throw Refused(path, refused);
        }
    }

    private static SqliteConnection OpenUnwritable(string path, int lockSeconds)
    {
        try
        {
            return Connect($"{new Uri(path).AbsoluteUri}?immutable=1", lockSeconds, connection => HistorySchema.Require(connection, path), SqliteOpenMode.ReadOnly);
        }
        catch (SqliteException refused)
        {
            throw Refused(path, refused);
        }
    }

    private static SqliteConnection Connect(string source, int lockSeconds, Action<SqliteConnection> prepare, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = lockSeconds,
        }.ToString());
        try
        {
            connection.Open();
            prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static DqxException Refused(string path, SqliteException refused) => new("DQX3201", $"The history {path} cannot be opened: {refused.Message}", refused);
}
