using System.Text.RegularExpressions;

namespace Dqx.Suites;

/// <summary>Paths of a suite file, which are relative to its folder.</summary>
internal static partial class SuitePaths
{
    private const string SqlitePrefix = "sqlite:";

    /// <summary>An absolute path or a URL, such as <c>s3://bucket/orders.parquet</c>, as it is.</summary>
    public static string Absolute(string path, string folder) => IsUrl(path) ? path : Path.GetFullPath(path, folder);

    /// <summary>Where a history is: an absolute path, also of <c>sqlite:PATH</c> and <c>file:///PATH</c>, or another URL as it is.</summary>
    public static string History(string location, string folder)
        => location.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase) && !IsUrl(location) ? Path.GetFullPath(location[SqlitePrefix.Length..], folder)
            : Uri.TryCreate(location, UriKind.Absolute, out var uri) && uri.IsFile && IsUrl(location) ? uri.LocalPath
            : Absolute(location, folder);

    public static bool IsUrl(string path) => Scheme().IsMatch(path);

    /// <summary>Two characters at least: one is a drive.</summary>
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]+://", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}
