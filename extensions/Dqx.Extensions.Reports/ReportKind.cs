namespace Dqx.Extensions.Reports;

/// <summary>What is written.</summary>
internal enum ReportKind
{
    /// <summary>A page for people: one file that needs nothing else.</summary>
    Html,

    /// <summary>JUnit XML, which CI servers show as tests.</summary>
    Junit,

    /// <summary>Markdown, for the summary of a CI job or a comment.</summary>
    Markdown,

    /// <summary>Annotations of GitHub Actions: workflow commands.</summary>
    Github,

    /// <summary>JSON lines, one for each result, for log collectors.</summary>
    Jsonl,
}
