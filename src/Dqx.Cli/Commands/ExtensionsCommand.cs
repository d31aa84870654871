using System.CommandLine;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Rendering;
using Dqx.Cli.Running;
using Dqx.Cli.Terminal;
using Dqx.Composition;
using Dqx.Suites;

namespace Dqx.Cli.Commands;

/// <summary><c>dqx extensions list [SUITE]</c></summary>
internal static class ExtensionsCommand
{
    public static DqxCommand Create()
    {
        var command = new DqxCommand("extensions", "Shows the extensions in the catalogs.");
        command.Add(List());
        command.Add(ExtensionDescribeCommand.Create());
        command.Add(ExtensionLockCommands.Lock());
        command.Add(ExtensionLockCommands.Verify());
        return command;
    }

    private static DqxCommand List()
    {
        var suite = new Argument<string>("SUITE")
        {
            Description = "A suite file, whose catalogs and processor settings are taken into account.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var extensions = RunOptionSet.ExtensionsOption();
        var noColour = RunOptionSet.NoColourOption();
        var command = new DqxCommand("list", "Lists processors, data sources, suites and histories: order, state, version, file, and why one is not used.")
        {
            Run = async (result, context, _) =>
            {
                var catalogs = result.GetValue(extensions) ?? [];
                var page = new ExtensionsPage(Screen.Create(context.Streams.Output, result.GetValue(noColour)));
                await WriteAsync(page, catalogs, result.GetValue(suite));
                return ExitCode.Success;
            },
            Remarks = ["Reads the files of the catalogs; no code of an extension runs."],
            Examples =
            [
                ("dqx extensions list", "What dqx brings along."),
                ("dqx extensions list --extensions ./extensions orders.yaml", "What would run for a suite, with one more catalog."),
            ],
        };
        command.Add(suite);
        command.Add(extensions);
        command.Add(noColour);
        return command;
    }

    /// <exception cref="ConfigurationRefusedException">The suite is wrong.</exception>
    private static async Task WriteAsync(ExtensionsPage page, string[] catalogs, string? suite)
    {
        if (suite is null)
        {
            var folders = Catalogs.Of(catalogs, []);
            page.Write(folders, DirectoryCatalog.Read(folders, DataSourceKinds.Own.Select(source => source.Kind)));
            return;
        }

        try
        {
            var file = SuiteFile.Load(suite, new SuiteFileOptions { TreatUnsetVariablesAsWarnings = true });
            await using var host = Hosts.Create(file, catalogs);
            page.Write(Catalogs.Of(catalogs, file.Extensions), host.Catalog);
        }
        catch (SuiteFileException wrong)
        {
            throw new ConfigurationRefusedException([wrong.Message]);
        }
        catch (ConfigurationException wrong)
        {
            throw new ConfigurationRefusedException([ConfigurationErrors.Of(wrong.Errors)]);
        }
    }
}
