using System.Text.RegularExpressions;

namespace Dqx.Suites;

/// <summary>Paths of a suite file, which are relative to its folder.</summary>
internal static partial class SuitePaths
{
    /// <summary>An absolute path or a URL, such as <c>s3://bucket/orders.parquet</c>, as it is.</summary>
    public static string Absolute(string path, string folder) => IsUrl(path) ? path : Path.GetFullPath(path, folder);

    public static bool IsUrl(string path) => Scheme().IsMatch(path);

    /// <summary>Two characters at least: one is a drive.</summary>
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]+://", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();
}
