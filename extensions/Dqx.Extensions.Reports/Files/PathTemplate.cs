using System.Globalization;
using System.Text.RegularExpressions;

namespace Dqx.Extensions.Reports.Files;

/// <summary>The path of a report with its placeholders: <c>{date}</c>, <c>{date:yyyyMM}</c>, <c>{suite}</c>, <c>{run_id}</c>; <c>{{</c> and <c>}}</c> are braces.</summary>
internal static partial class PathTemplate
{
    private const string Expected = "{date}, {date:yyyyMMdd}, {suite} and {run_id} are what may stand in braces; a brace itself is written twice";

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Error(string path)
        => string.IsNullOrWhiteSpace(path) ? "must be a file, relative to the suite file or absolute"
            : path.Contains('\0', StringComparison.Ordinal) ? "holds a NUL character"
            : path[^1] is '/' or '\\' ? "must be a file, not a folder"
            : Part().Replace(path, "").AsSpan().ContainsAny('{', '}') ? $"has a brace that belongs to nothing: {Expected}"
            : Part().Matches(path).Select(WrongPart).FirstOrDefault(error => error is not null);

    /// <summary>The path of a run's report. What the run says stays a part of a name: it never adds a folder.</summary>
    public static string Fill(string path, SuiteRun run)
        => Part().Replace(path, part => part.Groups["name"].Value switch
        {
            "date" => Date(run.Key.Date, part.Groups["format"]),
            "suite" => FileName.Of(run.Suite),
            "run_id" => run.RunId.ToString(),
            _ => part.Value[..1],
        });

    private static string? WrongPart(Match part)
    {
        var (name, format) = (part.Groups["name"], part.Groups["format"]);
        if (!name.Success)
        {
            return null;
        }

        if (name.Value is not ("date" or "suite" or "run_id") || (format.Success && name.Value != "date"))
        {
            return $"has {part.Value}: {Expected}";
        }

        try
        {
            Date(DateOnly.MinValue, format);
            return null;
        }
        catch (FormatException)
        {
            return $"has {part.Value}, whose format is not one of a date";
        }
    }

    private static string Date(DateOnly date, Group format) => date.ToString(format.Success ? format.Value : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{\{|\}\}|\{(?<name>[a-z_]+)(:(?<format>[^{}]+))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
