using Dqx.Extensions.DatabaseWriter.Postgres;

namespace Dqx.Extensions.DatabaseWriter;

/// <summary>Reads <c>database_url</c>.</summary>
internal static class DatabaseUrl
{
    private const string ExpectedPath = "must be sqlite:PATH, where PATH is a file, relative to the suite file or absolute";

    /// <summary>What is wrong with it, without showing it; null when nothing is.</summary>
    public static string? Error(string url)
    {
        var (scheme, rest) = Split(url);
        return scheme switch
        {
            "postgres" or "postgresql" => PostgresUrl.Error(rest),
            "sqlite" when rest.StartsWith("//", StringComparison.Ordinal) => $"{ExpectedPath}, without // before it",
            "sqlite" when rest.StartsWith(":memory:", StringComparison.Ordinal) => $"{ExpectedPath}; what is written to :memory: is lost at once",
            "sqlite" when string.IsNullOrWhiteSpace(rest) => $"{ExpectedPath}; the path is missing",
            "sqlite" when rest.Contains('\0', StringComparison.Ordinal) => $"{ExpectedPath}; it holds a NUL character",
            "sqlite" when rest[^1] is '/' or '\\' => $"{ExpectedPath}, not a folder",
            "sqlite" => null,
            _ => $"must be sqlite:PATH or {PostgresUrl.Form}",
        };
    }

    /// <summary>Of a URL without <see cref="Error"/>: the scheme in small letters, and what stands behind its colon.</summary>
    public static (string Scheme, string Value) Split(string url)
        => url.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0
            ? (url[..colon].Trim().ToLowerInvariant(), url[(colon + 1)..].Trim())
            : ("", url);
}
