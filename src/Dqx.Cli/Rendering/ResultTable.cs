using System.Collections.Frozen;
using Dqx.Cli.CommandLine;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dqx.Cli.Rendering;

/// <summary>The assertions, check by check: mark, severity, name, value, and what was expected or why there is no value.</summary>
internal sealed class ResultTable(SuiteRun run, Verbosity verbosity)
{
    private static readonly Style s_dim = new(decoration: Decoration.Dim);
    private static readonly Style s_heading = new(decoration: Decoration.Bold);

    private readonly FrozenDictionary<string, SymbolInfo> _symbols = run.Symbols.ToFrozenDictionary(symbol => symbol.Name);

    /// <summary>Null when there is nothing to show: everything passed and only failures are wanted.</summary>
    public IRenderable? Draw()
    {
        var shown = run.Results.Where(IsShown).ToList();
        if (shown.Count == 0)
        {
            return null;
        }

        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumn(Column().NoWrap());
        table.AddColumn(Column().NoWrap());
        table.AddColumn(Column());
        table.AddColumn(Column().NoWrap().RightAligned());
        table.AddColumn(Column());
        string? check = null;
        foreach (var result in shown)
        {
            if (result.Check != check)
            {
                check = result.Check;
                Heading(table, check, first: ReferenceEquals(result, shown[0]));
            }

            table.AddRow(Row(result));
        }

        return table;
    }

    private static TableColumn Column() => new("") { Padding = new Padding(0, 0, 2, 0) };

    private static void Heading(Table table, string check, bool first)
    {
        if (!first)
        {
            table.AddEmptyRow();
        }

        table.AddRow(Text.Empty, Text.Empty, new Text(Printable.Line(check), s_heading));
    }

    private bool IsShown(AssertionResult result) => verbosity != Verbosity.Quiet || result.IsFailure || result.IsError;

    private IRenderable[] Row(AssertionResult result)
    {
        var outcome = Outcome.Of(result);
        var value = result.Value is { } number ? Numbers.Short(number, result.Lower, result.Upper) : "";
        return
        [
            new Text($"{outcome.Mark} {outcome.Word}", outcome.Style),
            new Text(result.Severity.ToString()),
            new Text(Printable.Line(result.Assertion)),
            new Text(value, result.IsFailure ? outcome.Style : Style.Plain),
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
        if (verbosity == Verbosity.Verbose || result.Status is AssertionStatus.Failed or AssertionStatus.Error)
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
