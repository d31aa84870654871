using System.CommandLine;
using System.Reflection;
using Dqx.Cli.Commands;
using Dqx.Cli.Rendering;
using Dqx.Cli.Terminal;

namespace Dqx.Cli.CommandLine;

/// <summary>The command line as a whole: finds the command, runs it, and turns what goes wrong into a message and an exit code.</summary>
internal sealed class Application(StandardStreams streams, TimeProvider clock)
{
    private readonly Option<bool> _help = new("--help", "-h") { Description = "Shows this page.", Arity = ArgumentArity.Zero, Recursive = true };
    private readonly Option<bool> _version = new("--version") { Description = "Shows the version.", Arity = ArgumentArity.Zero };

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var root = Root();
        arguments = Spelled(arguments);
        var result = root.Parse(arguments, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        var command = (DqxCommand)result.CommandResult.Command;
        var page = new HelpPage(streams.Output, Screen.Width(!Console.IsOutputRedirected));
        if (result.GetValue(_help))
        {
            page.Write(command);
            return ExitCode.Success;
        }

        if (result.GetValue(_version))
        {
            streams.Output.WriteLine($"dqx {ProductVersion}");
            return ExitCode.Success;
        }

        var errors = UsageErrors.Find(result, arguments);
        if (errors.Count > 0 || command.Run is null)
        {
            return Refuse(command, errors);
        }

        try
        {
            return await command.Run(result, new CommandContext(streams, clock), cancellationToken);
        }
        catch (UsageException wrong)
        {
            return Refuse(command, [wrong]);
        }
        catch (ConfigurationRefusedException wrong)
        {
            streams.Error.WriteLine(string.Join('\n', Printable.Lines(wrong.Message)));
            streams.Error.WriteLine("Nothing was run.");
            return ExitCode.Usage;
        }
        catch (DqxException wrong)
        {
            streams.Error.WriteLine(Messages.Of(wrong));
            return ExitCode.Usage;
        }
    }

    /// <summary>The version of the product, without the commit that it was built from.</summary>
    internal static string ProductVersion
        => typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private DqxCommand Root()
    {
        var root = new DqxCommand("dqx", "DQX checks data: suites of assertions over metrics, handed to result processors.")
        {
            Remarks =
            [
                "'dqx COMMAND --help' explains a command.",
                "Exit codes: 0 all is well; 1 an assertion failed; 2 the command line or the configuration is wrong and nothing was run; 3 something could not be evaluated; "
                    + "4 a processor with on_error: fail failed, or values could not be stored; 70 a fault of dqx; 130, 143 interrupted.",
            ],
            Examples = [("dqx demo", "Writes a sample suite with data to ./dqx-demo and runs it."), ("dqx run orders.yaml", "Runs a suite for today.")],
        };
        root.Add(RunCommand.Create());
        root.Add(ValidateCommand.Create());
        root.Add(ExplainCommand.Create());
        root.Add(InitCommand.Create());
        root.Add(SchemaCommand.Create());
        root.Add(ExtensionsCommand.Create());
        root.Add(DeliveriesCommand.Create());
        root.Add(HistoryCommand.Create());
        root.Add(DemoCommand.Create(RunAsync));
        root.Add(_help);
        root.Add(_version);
        return root;
    }

    /// <summary><c>dqx help run</c> is <c>dqx run --help</c>.</summary>
    private static string[] Spelled(string[] arguments) => arguments is ["help", .. var rest] ? [.. rest, "--help"] : arguments;

    private int Refuse(DqxCommand command, IReadOnlyList<UsageException> errors)
    {
        foreach (var error in errors)
        {
            streams.Error.WriteLine(Messages.Of(error));
        }

        streams.Error.WriteLine($"Nothing was run. '{HelpPage.Words(command, null)} --help' shows how it is written.");
        return ExitCode.Usage;
    }
}
