using System.Collections.Immutable;

namespace Dqx.Suites;

/// <summary>A suite file is wrong; every error at once. Nothing is run then (exit code 2).</summary>
/// <remarks>
/// The message is what a compiler would print: for each finding <c>file:line:column: error DQX1106: …</c>, the line of the file and a
/// caret under the place. It never holds a value that came out of <c>${…}</c>, from the environment or from the command line.
/// </remarks>
public sealed class SuiteFileException : DqxException
{
    internal SuiteFileException(ImmutableArray<Diagnostic> diagnostics, string message)
        : base(diagnostics.First(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error).Id, message)
        => Diagnostics = diagnostics;

    /// <summary>Every finding in the order of the file, warnings included; at least one is an error.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }
}
