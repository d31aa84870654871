using Dqx.Composition;

namespace Dqx.Cli.Rendering;

/// <summary>Prints the runs of one command, each when it is done.</summary>
internal interface IRunOutput
{
    /// <summary>Prints a run whose exit is known.</summary>
    /// <param name="processed">The run.</param>
    /// <param name="dateWord">How its date was chosen; null when it was written out.</param>
    /// <exception cref="Terminal.OutputException">Standard output cannot be written.</exception>
    void Write(ProcessedRun processed, string? dateWord);

    /// <summary>Says how several runs ended together.</summary>
    /// <param name="line">How many of them ended how.</param>
    /// <exception cref="Terminal.OutputException">Standard output cannot be written.</exception>
    void Close(string line);
}
