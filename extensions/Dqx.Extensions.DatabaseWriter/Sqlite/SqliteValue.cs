using System.Globalization;

namespace Dqx.Extensions.DatabaseWriter.Sqlite;

/// <summary>The form that a value has in SQLite, which knows texts and numbers only.</summary>
internal static class SqliteValue
{
    // All seven digits, so that the texts sort as the times do.
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>A string, long or double; <see cref="DBNull"/> for null.</summary>
    public static object Of(object? value) => value switch
    {
        null => DBNull.Value,
        string or double => value,
        int number => (long)number,
        bool flag => flag ? 1L : 0L,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(TimeFormat, CultureInfo.InvariantCulture),
        Guid id => id.ToString(),
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no form in SQLite."),
    };
}
