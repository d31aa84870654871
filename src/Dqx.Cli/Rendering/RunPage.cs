using Dqx.Cli.CommandLine;
using Dqx.Composition;
using Spectre.Console;

namespace Dqx.Cli.Rendering;

/// <summary>A run for people: what it is about, its assertions, and how it ended.</summary>
internal sealed class RunPage(IAnsiConsole console, RunOptions options)
{
    public void Write(ProcessedRun processed, string? dateWord)
    {
        var run = processed.Run;
        if (options.Verbosity != Verbosity.Quiet)
        {
            console.Write(new Paragraph()
                .Append(Printable.Line(run.Suite), new Style(decoration: Decoration.Bold | Decoration.Underline))
                .Append($"  {Numbers.Date(run.Key.Date, dateWord)}{(run.Key.Tags.Count == 0 ? "" : "  " + Tags(run))}\n", new Style(decoration: Decoration.Dim)));
            console.WriteLine();
        }

        if (new ResultTable(run, options.Verbosity).Draw(console.Profile.Width) is { } table)
        {
            console.Write(table);
            console.WriteLine();
        }

        console.Write(new ClosingSummary(run, dateWord).Draw());
        foreach (var (line, severity) in ClosingLines.Of(processed))
        {
            console.Write(new Text(line + "\n", Outcome.Of(severity).Style));
        }
    }

    private static string Tags(SuiteRun run) => Printable.Line(string.Join(' ', run.Key.Tags.Select(tag => $"{tag.Key}={tag.Value}")));
}
