namespace Dqx.Extensions.DatabaseWriter;

/// <summary>Reads <c>database_url</c>.</summary>
internal static class DatabaseUrl
{
    private const string Expected = "must be sqlite:PATH, where PATH is a file, relative to the suite file or absolute";

    /// <summary>What is wrong with it, without showing it; null when nothing is.</summary>
    public static string? Error(string url)
    {
        var (scheme, path) = Split(url);
        return scheme switch
        {
            "postgres" or "postgresql" => "names a PostgreSQL server, but this version writes SQLite only (sqlite:PATH)",
            "sqlite" when path.StartsWith("//", StringComparison.Ordinal) => $"{Expected}, without // before it",
            "sqlite" when path.StartsWith(":memory:", StringComparison.Ordinal) => $"{Expected}; what is written to :memory: is lost at once",
            "sqlite" when string.IsNullOrWhiteSpace(path) => $"{Expected}; the path is missing",
            "sqlite" when path.Contains('\0', StringComparison.Ordinal) => $"{Expected}; it holds a NUL character",
            "sqlite" when path[^1] is '/' or '\\' => $"{Expected}, not a folder",
            "sqlite" => null,
            _ => Expected,
        };
    }

    /// <summary>The path as written, of a URL without <see cref="Error"/>.</summary>
    public static string SqlitePath(string url) => Split(url).Path;

    private static (string Scheme, string Path) Split(string url)
        => url.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0
            ? (url[..colon].Trim().ToLowerInvariant(), url[(colon + 1)..].Trim())
            : ("", url);
}
