using System.CommandLine;
using System.CommandLine.Parsing;

namespace Dqx.Cli.CommandLine;

/// <summary>Says what is wrong with a command line, with the nearest name.</summary>
/// <remarks>
/// To the parser an unknown option is one more SUITE, <c>--key --quiet</c> gives the key the value <c>--quiet</c>, and
/// <c>--quiet=x</c> is <c>--quiet</c> and the SUITE <c>x</c>.
/// </remarks>
internal static class UsageErrors
{
    /// <summary>Empty when nothing is wrong.</summary>
    public static IReadOnlyList<UsageException> Find(ParseResult result, IReadOnlyList<string> arguments)
    {
        var command = result.CommandResult.Command;
        var misplaced = Misplaced(result, command).Concat(Overfed(command, arguments)).ToList();
        if (misplaced.Count > 0)
        {
            return misplaced;
        }

        if (command.Subcommands.Count > 0)
        {
            return [MissingCommand(result, command)];
        }

        return [.. result.Errors.Select(error => Translate(error))];
    }

    private static IEnumerable<UsageException> Misplaced(ParseResult result, Command command)
    {
        var options = Options(command).ToList();
        var names = options.SelectMany(option => option.Aliases.Prepend(option.Name)).ToList();
        Token? previous = null;
        foreach (var token in result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash))
        {
            if (token.Type == TokenType.Argument && token.Value is ['-', _, ..])
            {
                var written = token.Value.Split('=')[0];
                yield return previous is { Type: TokenType.Option } && options.Find(option => Is(option, previous.Value)) is { Arity.MinimumNumberOfValues: > 0 } hungry
                    ? MissingValue(hungry)
                    : new UsageException("DQX1001", $"Unknown option '{written}'{Hint(written, names)}");
            }

            previous = token;
        }
    }

    private static IEnumerable<UsageException> Overfed(Command command, IEnumerable<string> arguments)
        => from argument in arguments.TakeWhile(argument => argument != "--")
           where argument.Contains('=', StringComparison.Ordinal)
           from option in Options(command)
           where option.Arity.MaximumNumberOfValues == 0 && Is(option, argument.Split('=')[0])
           select new UsageException("DQX1003", $"The option '{option.Name}' takes no value.");

    private static UsageException MissingCommand(ParseResult result, Command command)
    {
        var commands = command.Subcommands.Select(sub => sub.Name).ToList();
        if (result.UnmatchedTokens is not [var word, ..])
        {
            return new UsageException("DQX1002", $"A command is missing; there are: {string.Join(", ", commands)}.");
        }

        var hint = Path.Exists(word) && command.Parents.FirstOrDefault() is null ? $"; to run that suite: dqx run {word}" : Hint(word, commands);
        return new UsageException("DQX1001", $"Unknown command '{word}'{hint}");
    }

    private static UsageException Translate(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } missing => MissingValue(missing.Option),
        OptionResult { Option.Arity.MaximumNumberOfValues: 1 } twice => new UsageException("DQX1004", $"The option '{twice.Option.Name}' is given more than once."),
        ArgumentResult { Tokens.Count: 0, Parent: OptionResult missing } => MissingValue(missing.Option),
        ArgumentResult { Tokens.Count: 0 } missing => new UsageException("DQX1002", $"{missing.Argument.Name} is missing."),
        _ => new UsageException("DQX1001", error.Message),
    };

    private static UsageException MissingValue(Option option) => new("DQX1002", $"The option '{option.Name}' wants a value: {option.Name} {option.HelpName}.");

    /// <summary>The command's own options, and those of the commands above it that it inherits.</summary>
    public static IEnumerable<Option> Options(Command command)
        => command.Options.Concat(command.Parents.OfType<Command>().SelectMany(Options).Where(option => option.Recursive));

    private static bool Is(Option option, string name) => option.Name == name || option.Aliases.Contains(name);

    private static string Hint(string written, IEnumerable<string> names)
        => Nearest.Find(written, names) is { } nearest ? $"; did you mean '{nearest}'?" : ".";
}
