namespace Dqx.Datasets;

/// <summary>IANA time zones, such as <c>Europe/Amsterdam</c>: what every engine understands by the same name.</summary>
internal static class TimeZones
{
    /// <summary>The zone where none is named.</summary>
    public const string Default = "UTC";

    /// <summary>No name is that long; a text that is has no near one.</summary>
    private const int LongestName = 40;

    /// <summary>Unsorted: the order would be that of names for people, which take seconds to find.</summary>
    private static readonly Lazy<string[]> s_names = new(() => [.. TimeZoneInfo.GetSystemTimeZones(skipSorting: true).Where(known => known.HasIanaId).Select(known => known.Id)]);

    /// <summary>What is wrong with a zone, as the rest of the sentence that begins with its name; null when it is known.</summary>
    public static string? Problem(string zone)
    {
        if (zone == Default || (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId))
        {
            return null;
        }

        var nearest = TimeZoneInfo.TryConvertWindowsIdToIanaId(zone, out var iana) ? iana : zone.Length > LongestName ? null : Nearest.Find(zone, s_names.Value);
        return "is not an IANA time zone" + (nearest is null ? "; write one such as Europe/Amsterdam or UTC." : $"; did you mean '{nearest}'?");
    }
}
