using Dqx.Cli.CommandLine;
using Dqx.Composition;
using Spectre.Console;

namespace Dqx.Cli.Rendering;

/// <summary>Runs as pages for people, one below the other.</summary>
internal sealed class PageOutput(IAnsiConsole console, RunOptions options) : IRunOutput
{
    private bool _begun;

    public void Write(ProcessedRun processed, string? dateWord)
    {
        if (_begun)
        {
            console.WriteLine();
        }

        _begun = true;
        new RunPage(console, options).Write(processed, dateWord);
        console.Profile.Out.Writer.Flush();
    }

    public void Close(string line)
    {
        console.Write(new Text($"\n{line}\n", new Style(decoration: Decoration.Bold)));
        console.Profile.Out.Writer.Flush();
    }
}
