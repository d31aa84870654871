namespace Dqx.Cli.CommandLine;

/// <summary>The command line is wrong; nothing is run.</summary>
/// <param name="diagnosticId">The id under which the diagnostics page explains it.</param>
/// <param name="message">What is wrong and what to write instead.</param>
internal sealed class UsageException(string diagnosticId, string message) : DqxException(diagnosticId, message);
