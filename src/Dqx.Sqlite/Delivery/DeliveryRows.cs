using System.Globalization;
using Dqx.Delivery;
using Dqx.History;
using Microsoft.Data.Sqlite;

namespace Dqx.Sqlite.Delivery;

/// <summary>Reads what the journal's columns hold.</summary>
internal static class DeliveryRows
{
    public static DeliveryRecord Read(SqliteDataReader row) => new()
    {
        Key = new DeliveryKey(Guid.Parse(row.GetString(0)), row.GetString(4)),
        StartedAt = Moment(row.GetString(1)),
        ResultKey = new ResultKey(Date(row.GetString(2)), HistoryTags.Read(row.GetString(3))),
        Use = row.GetString(5),
        Status = JournalText.Status(row.GetString(6)),
        Attempts = row.GetInt32(7),
        ChangedAt = row.IsDBNull(8) ? null : Moment(row.GetString(8)),
        Reason = row.IsDBNull(9) ? null : row.GetString(9),
    };

    public static DateTimeOffset Moment(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
