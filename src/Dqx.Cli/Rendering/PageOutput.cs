using Dqx.Cli.CommandLine;
using Dqx.Cli.Terminal;
using Dqx.Composition;
using Spectre.Console;

namespace Dqx.Cli.Rendering;

/// <summary>Runs as pages for people, one below the other.</summary>
internal sealed class PageOutput(TextWriter output, RunOptions options) : IRunOutput
{
    private bool _begun;

    // Not before there is something to draw, so that runs begin sooner.
    private IAnsiConsole Canvas => field ??= Screen.Create(output, options.NoColour);

    /// <summary>Draws a page that nobody sees: what the first page costs once in a process, most of all the loading of code, is done then.</summary>
    public static void Rehearse(RunOptions options)
    {
        var passed = new AssertionResult { Check = "check", Assertion = "assertion", Status = AssertionStatus.Passed, Expression = "num_rows()", Operator = ">", Lower = 0, Value = 1 };
        var run = new SuiteRun
        {
            RunId = Guid.Empty,
            Suite = "suite",
            Key = ResultKey.For(DateOnly.MinValue),
            StartedAt = DateTimeOffset.MinValue,
            Results = [passed],
            Diagnostics = [new Diagnostic { Id = "DQX1016", Severity = DiagnosticSeverity.Info, Message = "note" }],
            Exit = new RunExit(ExitCode.Success, Severity.P3, []),
        };
        new PageOutput(TextWriter.Null, options).Write(new ProcessedRun(run, [], []), dateWord: null);
    }

    public void Write(ProcessedRun processed, string? dateWord)
    {
        if (_begun)
        {
            Canvas.WriteLine();
        }

        _begun = true;
        new RunPage(Canvas, options).Write(processed, dateWord);
        Canvas.Profile.Out.Writer.Flush();
    }

    public void Close(string line)
    {
        Canvas.Write(new Text($"\n{line}\n", new Style(decoration: Decoration.Bold)));
        Canvas.Profile.Out.Writer.Flush();
    }
}
