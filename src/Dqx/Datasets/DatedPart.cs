using System.Text.RegularExpressions;

namespace Dqx.Datasets;

/// <summary>A piece of a <see cref="DatedText"/>: text as it is, or a place for a date.</summary>
/// <param name="Text">What is written.</param>
/// <param name="Format">The format of the date; null for text as it is.</param>
internal sealed partial record DatedPart(string Text, string? Format)
{
    /// <summary>What <c>{date}</c> stands for in a path.</summary>
    public const string Iso = "yyyy-MM-dd";

    /// <summary>The place for a date that begins here; null when there is none, and a problem when one was meant.</summary>
    public static DatedPart? Read(string text, int at, out DatedTextProblem? problem)
    {
        problem = null;
        if (text[at] != '{' || Place().Match(text, at) is not { Success: true } match)
        {
            return null;
        }

        var (name, format) = (match.Groups["name"].Value, match.Groups["format"]);
        if (name != "date" && Nearest.Find(name.Trim(), ["date"]) is null)
        {
            // Braces are at home in SQL and in names of files.
            return null;
        }

        problem = (name, format.Success) switch
        {
            ("date", false) => null,
            ("date", true) => Wrong(format.Value) is { } wrong ? new DatedTextProblem(format.Index, Math.Max(1, format.Length), wrong) : null,
            _ => new DatedTextProblem(at, match.Length, $"'{match.Value}' is no place for a date; did you mean '{{date}}'? A literal brace is written '{{{{'."),
        };
        return problem is null ? new DatedPart(match.Value, format.Success ? format.Value : Iso) : null;
    }

    /// <summary>The parts of a format.</summary>
    public static IEnumerable<string> Tokens(string format) => Token().Matches(format).Select(match => match.Value);

    private static string? Wrong(string format)
    {
        const string Expected = "a format of a date has yyyy, yy, MM, M, dd, d and - _ . / between them, such as {date:yyyyMMdd}";
        if (string.Concat(Tokens(format)) == format && format.AsSpan().ContainsAny("yMd"))
        {
            return null;
        }

        var meant = format.Replace('Y', 'y').Replace('D', 'd').Replace('m', 'M');
        return meant != format && string.Concat(Tokens(meant)) == meant ? $"'{format}' is no format of a date; did you mean '{meant}'?" : $"'{format}' is no format of a date: {Expected}.";
    }

    [GeneratedRegex(@"\G\{(?<name>\s*[A-Za-z]+\s*)(:(?<format>[^{}]*))?\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex("yyyy|yy|MM|M|dd|d|[-_./ ]", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}

/// <summary>What is wrong with a place for a date.</summary>
/// <param name="Offset">Where, in the text.</param>
/// <param name="Length">How many characters.</param>
/// <param name="Message">What, as a sentence.</param>
internal sealed record DatedTextProblem(int Offset, int Length, string Message);
