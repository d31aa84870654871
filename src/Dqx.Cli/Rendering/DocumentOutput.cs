using System.Buffers;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Terminal;
using Dqx.Composition;

namespace Dqx.Cli.Rendering;

/// <summary>Run documents on standard output, and nothing else; what a person should know goes to standard error.</summary>
internal sealed class DocumentOutput(Stream output, ErrorStream error, RunOptions options) : IRunOutput
{
    public void Write(ProcessedRun processed, string? dateWord)
    {
        var buffer = new ArrayBufferWriter<byte>();
        RunDocument.Write(processed.Run, buffer, indented: options.Output == OutputForm.Json);
        buffer.Write("\n"u8);
        output.Write(buffer.WrittenSpan);
        output.Flush();
        if (options.Verbosity != Verbosity.Quiet)
        {
            foreach (var (line, _) in ClosingLines.Of(processed))
            {
                error.WriteLine(line);
            }
        }
    }

    public void Close(string line)
    {
        if (options.Verbosity != Verbosity.Quiet)
        {
            error.WriteLine(line);
        }
    }
}
