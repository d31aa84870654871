using Microsoft.Data.Sqlite;

namespace Dqx.Sqlite;

/// <summary>A SQLite file that is made when it is not there. For any number of processes at once.</summary>
/// <remarks>
/// Every use opens a connection of its own. Writers wait for each other up to half a minute. SQLite works on the calling thread;
/// tokens are looked at between statements.
/// </remarks>
/// <param name="path">The file.</param>
/// <param name="name">What it is, for messages: <c>The history</c>.</param>
/// <param name="refusedId">The diagnostic of a refusal.</param>
/// <param name="migrations">Its tables.</param>
/// <param name="isReadOnly">Whether it stays as it is.</param>
internal sealed class SqliteFile(string path, string name, string refusedId, SqliteMigrations migrations, bool isReadOnly = false)
{
    private const int LockSeconds = 30;
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;

    /// <summary>Whether it is there.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>Makes its folder where there is none.</summary>
    public void CreateFolder() => Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");

    /// <summary>A connection for reading and writing; the file is made, or brought to the version of this code.</summary>
    /// <exception cref="DqxException">SQLite refused, or a newer version of DQX made the file.</exception>
    /// <exception cref="InvalidOperationException">The file is to stay as it is.</exception>
    public SqliteConnection Open()
    {
        if (isReadOnly)
        {
            throw new InvalidOperationException($"{name} {path} was opened to be read only.");
        }

        try
        {
            return Connect(path, connection => migrations.Ensure(connection, path));
        }
        catch (SqliteException refused)
        {
            throw Refused(refused);
        }
    }

    /// <summary>A connection for reading, also where nothing may be written: a file with a write-ahead log is read through files beside it,
    /// which SQLite cannot make there. It is then read as one that nobody writes; what another process has not yet brought from the log into
    /// the file is not seen. Of a file of an older version that cannot or must not be changed, a copy in memory becomes a newer one.</summary>
    /// <exception cref="DqxException">SQLite refused, or a newer version of DQX made the file.</exception>
    public SqliteConnection OpenForReading()
    {
        try
        {
            return isReadOnly ? OpenAsItIs(path, SqliteOpenMode.ReadWrite) : Connect(path, connection => migrations.Ensure(connection, path));
        }
        catch (SqliteException refused) when (refused.SqliteErrorCode is ReadOnly or CannotOpen && Exists)
        {
            return OpenUnwritable();
        }
        catch (SqliteException refused)
        {
            throw Refused(refused);
        }
    }

    /// <summary>Does some work on the file; refusals of SQLite and of the system get its name.</summary>
    /// <param name="done">What cannot be done then: read, written.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="DqxException">One of them refused.</exception>
    public async ValueTask<T> ToldAsync<T>(string done, Func<ValueTask<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception refused) when (refused is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DqxException(refusedId, $"{name} {path} cannot be {done}: {refused.Message}", refused);
        }
    }

    private SqliteConnection OpenUnwritable()
    {
        try
        {
            return OpenAsItIs($"{new Uri(path).AbsoluteUri}?immutable=1", SqliteOpenMode.ReadOnly);
        }
        catch (SqliteException refused)
        {
            throw Refused(refused);
        }
    }

    private SqliteConnection OpenAsItIs(string source, SqliteOpenMode mode)
    {
        var isCurrent = false;
        var file = Connect(source, connection => isCurrent = migrations.IsCurrent(connection, path), mode);
        if (isCurrent)
        {
            return file;
        }

        using (file)
        {
            return Connect(":memory:", copy =>
            {
                file.BackupDatabase(copy);
                migrations.Ensure(copy, path);
            });
        }
    }

    private static SqliteConnection Connect(string source, Action<SqliteConnection> prepare, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = LockSeconds,
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

    private DqxException Refused(SqliteException refused) => new(refusedId, $"{name} {path} cannot be opened: {refused.Message}", refused);
}
