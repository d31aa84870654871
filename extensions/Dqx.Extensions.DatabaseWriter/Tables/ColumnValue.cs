using System.Globalization;
using System.Text.Json;

namespace Dqx.Extensions.DatabaseWriter.Tables;

/// <summary>Takes a column's value out of the run document.</summary>
internal static class ColumnValue
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>A string, long or double; <see cref="DBNull"/> where the document has null.</summary>
    public static object Read(JsonElement row, Column column)
    {
        var json = row;
        foreach (var property in column.Path)
        {
            json = json.GetProperty(property);
        }

        if (json.ValueKind == JsonValueKind.Null)
        {
            return DBNull.Value;
        }

        return column.Kind switch
        {
            ColumnKind.Text => json.GetString() ?? (object)DBNull.Value,
            ColumnKind.Integer => json.GetInt64(),
            ColumnKind.Real => json.GetDouble(),
            ColumnKind.Flag => json.GetBoolean() ? 1L : 0L,
            ColumnKind.Time => json.GetDateTimeOffset().UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
            ColumnKind.Json => json.GetRawText(),
            ColumnKind.Count => (long)json.GetArrayLength(),
            _ => throw new InvalidOperationException($"{column.Kind} has no form in a database."),
        };
    }
}
