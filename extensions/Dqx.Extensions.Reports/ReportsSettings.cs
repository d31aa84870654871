using System.ComponentModel.DataAnnotations;

namespace Dqx.Extensions.Reports;

/// <summary>The settings of <c>reports</c>, in snake_case. One instance writes one file.</summary>
internal sealed class ReportsSettings
{
    /// <summary>The path that stands for standard error, where GitHub reads its commands as well.</summary>
    public const string StandardError = "-";

    /// <summary>The file, relative to the suite file; <c>{date}</c>, <c>{suite}</c> and <c>{run_id}</c> stand for the run's.</summary>
    [ReportPath]
    public required string Path { get; set; }

    /// <summary>What is written; null for what the end of the file's name says.</summary>
    public ReportKind? Kind { get; set; }

    /// <summary>Whether a report is added to the file instead of replacing it; null for what is usual for the kind.</summary>
    public bool? Append { get; set; }

    /// <summary>How many days back the charts of the page reach; 0 for no charts.</summary>
    [Range(0, 3660, ErrorMessage = "must be from 0 to 3660; 0 for no charts")]
    public int TrendDays { get; set; } = 30;

    /// <summary>The kind that is written: as set, else by the end of the file's name; null when neither says.</summary>
    public ReportKind? EffectiveKind => Kind ?? System.IO.Path.GetExtension(Path).ToLowerInvariant() switch
    {
        ".html" or ".htm" => ReportKind.Html,
        ".xml" => ReportKind.Junit,
        ".md" => ReportKind.Markdown,
        ".jsonl" or ".ndjson" => ReportKind.Jsonl,
        _ => null,
    };

    /// <summary>Whether the file grows with every run.</summary>
    public bool Appends => Append ?? EffectiveKind == ReportKind.Jsonl;

    /// <summary>What is wrong with the settings together; empty when nothing is.</summary>
    public IEnumerable<string> Contradictions()
    {
        if (EffectiveKind is null)
        {
            yield return Path == StandardError
                ? "kind is required with path: -, and only github is written there"
                : "kind is required, as the end of path (.html, .xml, .md, .jsonl) does not say it: html, junit, markdown, github or jsonl";
        }
        else if (Path == StandardError && EffectiveKind != ReportKind.Github)
        {
            yield return "path: - is standard error, where kind: github is written alone; name a file";
        }

        if (Append == true && EffectiveKind is ReportKind.Html or ReportKind.Junit)
        {
            yield return "append: a page and an XML document cannot grow; put {date} or {run_id} into path to keep one for every run";
        }
    }
}
