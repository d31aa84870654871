using System.Collections.Immutable;
using System.CommandLine;

namespace Dqx.Cli.CommandLine;

/// <summary>A command with the page that explains it, and what it does.</summary>
/// <param name="name">The word on the command line.</param>
/// <param name="description">One line for the list of commands.</param>
internal sealed class DqxCommand(string name, string description) : Command(name, description)
{
    /// <summary>What it does, given a command line without errors; null for a command that only groups others.</summary>
    public Func<ParseResult, CommandContext, CancellationToken, Task<int>>? Run { get; init; }

    /// <summary>Paragraphs below the description.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Command lines to start from, with what they do.</summary>
    public ImmutableArray<(string Line, string Effect)> Examples { get; init; } = [];
}
