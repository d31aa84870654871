using System.Text;

namespace Dqx.Cli.Terminal;

/// <summary>Standard output for results, standard error for everything else.</summary>
internal sealed class StandardStreams
{
    private const int OutputDescriptor = 1;
    private const int ErrorDescriptor = 2;

    private readonly Stream _output;

    private StandardStreams(Stream output, Encoding encoding, ErrorStream error)
    {
        _output = output;
        Output = new StreamWriter(output, encoding) { NewLine = "\n" };
        Error = error;
    }

    /// <summary>For tables and pages. Flushed by whoever ends the process.</summary>
    public TextWriter Output { get; }

    /// <summary>For messages, logs and progress.</summary>
    public ErrorStream Error { get; }

    public static StandardStreams Open()
    {
        if (OperatingSystem.IsWindows())
        {
            // Elsewhere this is what the streams below write anyway.
            Console.OutputEncoding = Encoding.UTF8;
        }

        // The runtime's stream is a duplicate of descriptor 1 that child processes do not inherit; Claim relies on that.
        var raw = new OutputStream(Console.OpenStandardOutput());
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true, NewLine = "\n" };
        return new StandardStreams(raw, utf8, new ErrorStream(error, Console.IsErrorRedirected));
    }

    /// <summary>From here on descriptor 1 is standard error for everybody but this object: what an extension prints, in managed or
    /// native code, cannot get into a document.</summary>
    /// <returns>Standard output, for the bytes of documents.</returns>
    /// <exception cref="IOException">The system refused.</exception>
    public Stream Claim()
    {
        if (!OperatingSystem.IsWindows() && NativeMethods.Duplicate(ErrorDescriptor, OutputDescriptor) < 0)
        {
            throw new IOException("Standard output cannot be kept for the document: descriptor 1 could not be pointed at standard error.");
        }

        Console.SetOut(Console.Error);
        return _output;
    }
}
