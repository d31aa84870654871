using Dqx.Datasets;

namespace Dqx.DuckDb;

/// <summary>The settings of a dataset's sessions.</summary>
internal static class SessionSettings
{
    private const string TimeZone = "TimeZone";

    /// <summary>The user's settings, and the zone of the calendar: without one a session is in that of the machine, and a day is another day elsewhere.</summary>
    public static IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string>? settings, DatasetCalendar calendar)
    {
        // Names of settings have no case.
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [TimeZone] = calendar.TimeZone };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            all[name] = value;
        }

        return all;
    }
}
