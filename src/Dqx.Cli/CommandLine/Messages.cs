using Dqx.Cli.Rendering;

namespace Dqx.Cli.CommandLine;

/// <summary>Failures as lines for standard error, safe for a terminal.</summary>
internal static class Messages
{
    public static string Of(DqxException failure) => string.Join('\n', Printable.Lines($"error {failure.DiagnosticId}: {failure.Message}"));

    /// <summary>A fault of dqx itself.</summary>
    public static string OfFault(Exception fault, bool withTrace) => string.Join('\n', Printable.Lines(
        $"""
        error DQX1090: dqx failed: {fault.GetType().Name}: {fault.Message}
        This is a defect of dqx {Application.ProductVersion}, not of your suite or your data. Please report it in the issues of DQX for .NET, with the
        command, the suite and the stack trace{(withTrace ? "." : ", which --verbose shows.")}
        """ + (withTrace ? "\n" + fault : "")));
}
