using System.Globalization;
using Dqx.Extensions.DatabaseWriter.Tables;
using Microsoft.Data.Sqlite;

namespace Dqx.Extensions.DatabaseWriter.Sqlite;

/// <summary>Says what a failure of SQLite or of the file system means and what to do about it.</summary>
internal static class SqliteFailure
{
    /// <summary>The folder could not be made.</summary>
    /// <param name="failure">What was thrown. It is not kept: its message names the path, which may hold a secret.</param>
    /// <param name="name">How the file is called in messages.</param>
    public static DqxException Explain(Exception failure, string name) => new(
        "DQX6101",
        failure is UnauthorizedAccessException
            ? $"{name}: its folder cannot be created or entered: permission denied."
            : $"{name}: its folder cannot be created ({failure.GetType().Name}). Is a part of the path a file?");

    /// <summary>SQLite refused; the codes are those of its primary result codes.</summary>
    /// <param name="failure">What was thrown; its message names no path.</param>
    /// <param name="name">How the file is called in messages.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="lockSeconds">How long a lock was waited for.</param>
    public static DqxException Explain(SqliteException failure, string name, RunTables tables, int lockSeconds)
    {
        var (id, text) = failure.SqliteErrorCode switch
        {
            _ when SqliteLock.IsHeld(failure) => ("DQX6102", string.Create(CultureInfo.InvariantCulture, $"{name} stayed locked by another process for {lockSeconds} s.")),
            3 or 8 or 14 or 23 => ("DQX6101", $"{name} cannot be opened for writing: it and its folder must be writable, and it must not be a folder."),
            13 => ("DQX6103", $"{name} cannot grow: the disk is full, or a quota is reached."),
            11 or 26 => ("DQX6104", $"{name} is not a SQLite database, or is damaged: restore it from a copy, or name another file."),
            1 or 17 or 19 or 20 => ("DQX6105", $"{name} did not take the run: {tables.Runs.Name}, {tables.Results.Name} or {tables.Symbols.Name} is not as db_writer makes it. Use another table_prefix."),
            _ => ("DQX6101", $"{name} cannot be written: SQLite or the disk failed."),
        };
        return new DqxException(id, $"{text} ({failure.Message})", failure);
    }
}
