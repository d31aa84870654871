using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dqx.Cli.Rendering;

/// <summary>The end of a run: what it was about, the counts, and what became of the processors.</summary>
internal sealed class ClosingSummary(SuiteRun run, string? dateWord)
{
    private static readonly Style s_dim = new(decoration: Decoration.Dim);

    public IRenderable Draw()
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 2, 0), NoWrap = true });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        Add("Suite", Printable.Line(run.Suite));
        Add("Date", Numbers.Date(run.Key.Date, dateWord));
        Add("Tags", Pairs(run.Key.Tags));
        if (run.Labels.Count > 0)
        {
            Add("Labels", Pairs(run.Labels));
        }

        Add("Duration", Numbers.Time(run.Duration));
        Add(run.Datasets.Length == 1 ? "Dataset" : "Datasets", string.Join(", ", run.Datasets.Select(Printable.Line)));
        Add("Assertions", Counts.Of(run.Summary));
        grid.AddRow(new Text("Processors", s_dim), Processors());
        grid.AddRow(new Text("Result", s_dim), Verdict());
        return grid;

        void Add(string name, string value) => grid.AddRow(new Text(name, s_dim), new Text(value));
    }

    private static string Pairs(ImmutableSortedDictionary<string, string> pairs)
        => pairs.Count == 0 ? "none" : string.Join(", ", pairs.Select(pair => Printable.Line($"{pair.Key}={pair.Value}")));

    private IRenderable Processors()
    {
        if (run.Processors.IsEmpty)
        {
            return new Text("none");
        }

        var grid = new Grid();
        grid.AddColumn(Column());
        grid.AddColumn(Column());
        grid.AddColumn(Column().RightAligned());
        grid.AddColumn(Column());
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        foreach (var processor in run.Processors)
        {
            var outcome = Outcome.Of(processor.Status);
            var called = processor.Status is not (ProcessorStatus.Skipped or ProcessorStatus.Quarantined) && processor.Phase is null or "initialize" or "process" or "dispose";
            grid.AddRow(
                new Text($"{outcome.Mark} {outcome.Word}", outcome.Style),
                new Text(Name(processor)),
                new Text(called ? Numbers.Time(processor.Duration) : ""),
                new Text(string.Create(CultureInfo.InvariantCulture, $"order {processor.Order}"), s_dim),
                new Text(Reason(processor), s_dim));
        }

        return grid;
    }

    private static GridColumn Column() => new() { Padding = new Padding(0, 0, 2, 0), NoWrap = true };

    private static string Name(ProcessorReport processor)
        => Printable.Line(processor.Name == processor.Use ? processor.Name : $"{processor.Name} ({processor.Use})");

    private static string Reason(ProcessorReport processor)
    {
        var phase = processor.Phase is null ? "" : $"{processor.Phase}: ";
        var id = processor.Diagnostic is null ? "" : $" [{processor.Diagnostic}]";
        return processor.Error is null ? "" : Printable.Line($"{phase}{processor.Error}{id}");
    }

    private Text Verdict()
    {
        var code = run.Exit?.Code ?? ExitCode.Success;
        var (word, style) = code switch
        {
            ExitCode.Success => ("passed", new Style(Color.Green, decoration: Decoration.Bold)),
            _ => (string.Join(", ", run.Exit!.Reasons.Select(Words)), new Style(Color.Red, decoration: Decoration.Bold)),
        };
        var tolerated = code == ExitCode.Success && run.Failures.Any() ? $", no failure at or above {run.Exit?.FailOn}" : "";
        return new Text(string.Create(CultureInfo.InvariantCulture, $"{word}{tolerated} (exit code {code})"), style);
    }

    private static string Words(string reason) => reason switch
    {
        "error" => "not everything could be evaluated",
        "nothing_evaluated" => "nothing was evaluated",
        "processor" => "a processor failed",
        "history" => "the values are not stored",
        _ => reason,
    };
}
