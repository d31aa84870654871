using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Dqx.Extensions.Reports.Trends;

namespace Dqx.Extensions.Reports.Html;

/// <summary>The page: one file with its style, its script and its data, which loads nothing.</summary>
/// <remarks>
/// The data are JSON that the script shows as text only, and the page's own policy lets no other script run: what is in a name stays
/// a name.
/// </remarks>
internal static class HtmlReport
{
    // In this order they are one script.
    private static readonly string[] s_scripts = ["data.js", "elements.js", "summary.js", "chart.js", "details.js", "filters.js", "results.js", "trends.js", "start.js"];

    public static ReadOnlyMemory<byte> Of(SuiteRun run, TrendSet trends, int trendDays)
    {
        var style = Resource("report.css");
        var script = $"\"use strict\";\n{string.Concat(s_scripts.Select(Resource))}";
        // In one pass: what is put in is not looked through again.
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["policy"] = $"default-src 'none'; img-src data:; script-src '{Hash(script)}'; style-src '{Hash(style)}'; base-uri 'none'; form-action 'none'",
            ["title"] = WebUtility.HtmlEncode($"{Text.Line(run.Suite, 200)} {Date(run)}"),
            ["counts"] = WebUtility.HtmlEncode(Counts(run)),
            ["style"] = style,
            ["data"] = PageData.Of(run, trends, trendDays),
            ["script"] = script,
        };
        var page = Resource("report.html").Split("{{");
        var text = new StringBuilder(page[0]);
        foreach (var part in page.Skip(1))
        {
            var end = part.IndexOf("}}", StringComparison.Ordinal);
            text.Append(parts[part[..end]]).Append(part, end + 2, part.Length - end - 2);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Date(SuiteRun run) => run.Key.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>For those without scripts.</summary>
    private static string Counts(SuiteRun run)
    {
        var counts = run.Summary;
        return string.Create(CultureInfo.InvariantCulture, $"{Text.Line(run.Suite, 200)}, {Date(run)}: {counts.Assertions} assertions, {counts.Passed} passed, {counts.Failed} failed, {counts.Errors} not evaluated, {counts.Skipped} skipped, {counts.Muted} muted.");
    }

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream($"Page/{name}") ?? throw new InvalidOperationException($"Page/{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        // A browser hashes line feeds, whatever the file has.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
