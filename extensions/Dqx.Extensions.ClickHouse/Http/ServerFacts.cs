using System.Globalization;

namespace Dqx.Extensions.ClickHouse.Http;

/// <summary>What differs between servers and users, asked once.</summary>
/// <param name="Version">The server's version, as it says it.</param>
/// <param name="Settings">The settings that it knows, of those that DQX uses, with their values for this user.</param>
internal sealed record ServerFacts(string Version, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>One column for the version, under a name that no setting has.</summary>
    public const string Question =
        "SELECT 'version()' AS name, version() AS value UNION ALL SELECT name, value FROM system.settings WHERE name IN "
        + "('readonly', 'max_execution_time', 'max_query_size', 'enable_http_compression', 'session_timezone', 'cancel_http_readonly_queries_on_client_close')";

    /// <summary>The first release of which it is sure that values may be sent beside a statement.</summary>
    private static readonly Version s_withParameters = new(20, 3);

    /// <summary>Whether values are sent beside the statement (<c>{p1:Int64}</c> and <c>param_p1</c>).</summary>
    public bool TakesParameters => Parse(Version) >= s_withParameters;

    /// <summary>Whether the user may set anything for a statement: with <c>readonly = 1</c> even a time limit is refused.</summary>
    public bool TakesSettings => Settings.GetValueOrDefault("readonly") is not "1";

    /// <summary>The time limit that the server's administrator has set; null for none.</summary>
    public TimeSpan? TimeLimit => Seconds(Settings.GetValueOrDefault("max_execution_time"));

    /// <summary>A number of seconds; null when there is none, or 0, which is no limit.</summary>
    public static TimeSpan? Seconds(string? text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e8 ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>The first two numbers of the version; 0.0 of something else.</summary>
    private static Version Parse(string text)
    {
        var parts = text.Split('.', 3);
        return parts.Length > 1 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var major) && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var minor) ? new Version(major, minor) : new Version(0, 0);
    }
}
