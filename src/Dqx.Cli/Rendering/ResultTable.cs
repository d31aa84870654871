using System.Collections.Frozen;
using Dqx.Cli.CommandLine;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dqx.Cli.Rendering;

/// <summary>The assertions, check by check: mark, severity, name, value, and what was expected or why there is no value.</summary>
internal sealed class ResultTable(SuiteRun run, Verbosity verbosity)
{
    private const int Indent = 2;
    private const int NarrowestName = 24;

    private static readonly Style s_dim = new(decoration: Decoration.Dim);
    private static readonly Style s_heading = new(decoration: Decoration.Bold);

    private readonly FrozenDictionary<string, SymbolInfo> _symbols = run.Symbols.ToFrozenDictionary(symbol => symbol.Name);

    /// <summary>Null when there is nothing to show: everything passed and only failures are wanted.</summary>
    /// <param name="width">How wide it may become.</param>
    public IRenderable? Draw(int width)
    {
        var shown = run.Results.Where(IsShown).ToList();
        if (shown.Count == 0)
        {
            return null;
        }

        var columns = Columns(shown, width);
        var parts = new List<IRenderable>();
        foreach (var check in shown.GroupBy(result => result.Check))
        {
            var table = new Table { Border = TableBorder.None, ShowHeaders = false };
            foreach (var column in columns)
            {
                table.AddColumn(column());
            }

            foreach (var result in check)
            {
                table.AddRow(Row(result));
            }

            parts.Add(new Text(parts.Count == 0 ? Printable.Line(check.Key) : "\n" + Printable.Line(check.Key), s_heading));
            parts.Add(new Padder(table, new Padding(Indent, 0, 0, 0)));
        }

        return new Rows(parts);
    }

    /// <summary>Every check is a table of its own, below its name; equal columns let them read as one.</summary>
    private static Func<TableColumn>[] Columns(IReadOnlyCollection<AssertionResult> shown, int width)
    {
        var names = Math.Min(shown.Max(result => Cells(Printable.Line(result.Assertion))), Math.Max(NarrowestName, width * 2 / 5));
        var statuses = shown.Max(result => Cells(Status(result)));
        var values = shown.Max(result => Cells(Value(result)));
        return
        [
            () => Column(statuses).NoWrap(),
            () => Column(nameof(Severity.P0).Length).NoWrap(),
            () => Column(names),
            () => Column(values).NoWrap().RightAligned(),
            () => new TableColumn("") { Padding = new Padding(0, 0, 0, 0) },
        ];
    }

    private static TableColumn Column(int width) => new("") { Padding = new Padding(0, 0, 2, 0), Width = width };

    private static int Cells(string text) => Segment.CellCount([new Segment(text)]);

    private static string Status(AssertionResult result) => $"{Outcome.Of(result).Mark} {Outcome.Of(result).Word}";

    private static string Value(AssertionResult result) => result.Value is { } number ? Numbers.Short(number, result.Lower, result.Upper) : "";

    private bool IsShown(AssertionResult result) => verbosity != Verbosity.Quiet || result.IsFailure || result.IsError;

    private IRenderable[] Row(AssertionResult result)
    {
        var outcome = Outcome.Of(result);
        return
        [
            new Text(Status(result), outcome.Style),
            new Text(result.Severity.ToString()),
            new Text(Printable.Line(result.Assertion)),
            new Text(Value(result), result.IsFailure ? outcome.Style : Style.Plain),
            Explanation(result),
        ];
    }

    private Paragraph Explanation(AssertionResult result)
    {
        var text = new Paragraph();
        if (result.Status is AssertionStatus.Passed or AssertionStatus.Failed)
        {
            text.Append(Expected.Of(result));
        }
        else if (result.Status is AssertionStatus.Skipped)
        {
            text.Append(SkipText.Of(result, _symbols), s_dim);
        }
        else
        {
            text.Append(Error(result));
        }

        foreach (var line in Details(result))
        {
            text.Append("\n" + line, s_dim);
        }

        return text;
    }

    private string Error(AssertionResult result)
    {
        var error = result.Error ?? "";
        return verbosity == Verbosity.Verbose ? string.Join('\n', Printable.Lines(error)) : Printable.FirstParagraph(error);
    }

    /// <summary>What was computed, where a name alone leaves the reader guessing.</summary>
    private IEnumerable<string> Details(AssertionResult result)
    {
        // The text of an expectation alone is its own name.
        var isNews = result.Expression != result.Assertion;
        if (isNews && (verbosity == Verbosity.Verbose || result.Status is AssertionStatus.Failed or AssertionStatus.Error))
        {
            yield return Printable.Line(result.Expression);
        }

        var wanted = verbosity == Verbosity.Verbose || (result.Status is AssertionStatus.Failed && result.Symbols.Length > 1);
        foreach (var symbol in result.Symbols.Where(_ => wanted).Select(name => _symbols.GetValueOrDefault(name)).OfType<SymbolInfo>())
        {
            yield return $"  {Printable.Line(symbol.Metric)} = {(symbol.Value is { } value ? Numbers.Exact(value) : Printable.FirstParagraph(symbol.Error ?? "nothing"))}";
        }
    }
}
