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
internal sealed class SqliteFile(string path, string name, string refusedId, SqliteMigrations migrations)
{
    private const int LockSeconds = 30;

    /// <summary>Whether it is there.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>Makes its folder where there is none.</summary>
    public void CreateFolder() => Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");

    /// <summary>A connection to the file in its newest version.</summary>
    /// <exception cref="DqxException">SQLite refused, or a newer version of DQX made the file.</exception>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = LockSeconds,
        }.ToString());
        try
        {
            connection.Open();
            migrations.Ensure(connection, path);
            return connection;
        }
        catch (SqliteException refused)
        {
            connection.Dispose();
            throw new DqxException(refusedId, $"{name} {path} cannot be opened: {refused.Message}", refused);
        }
        catch
        {
            connection.Dispose();
            throw;
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
}
