using System.Collections.Immutable;

namespace Dqx.Cli.CommandLine;

/// <summary>A report that the command line asks for: <c>--report html=out.html</c>.</summary>
/// <param name="Kind">The kind, as the extension <c>reports</c> calls it.</param>
/// <param name="Path">The file, absolute; or <c>-</c>.</param>
internal sealed record ReportChoice(string Kind, string Path)
{
    /// <summary>What the extension calls standard error.</summary>
    private const string StandardError = "-";

    private static readonly ImmutableArray<(string, string)> s_kinds = [.. new[] { "html", "junit", "markdown", "github", "jsonl" }.Select(kind => (kind, kind))];

    /// <summary>Whether the file of each run is another one, or takes up several.</summary>
    public bool TakesSeveralRuns => Kind == "jsonl" || Path == StandardError || Path.Contains("{run_id}", StringComparison.Ordinal);

    /// <exception cref="UsageException">The text is not of the form <c>KIND=PATH</c>, or there is no such kind.</exception>
    public static ReportChoice Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || text[(equals + 1)..] is not { } path || string.IsNullOrWhiteSpace(path))
        {
            throw new UsageException("DQX1003", $"--report {text}: write KIND=PATH, such as html=report.html.");
        }

        // Relative to where the command was given; the suite may lie elsewhere.
        return new ReportChoice(Values.Choice("--report", text[..equals].Trim(), s_kinds), path == StandardError ? path : System.IO.Path.GetFullPath(path));
    }
}
