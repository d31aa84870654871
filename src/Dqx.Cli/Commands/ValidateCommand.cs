using System.CommandLine;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Rendering;
using Dqx.Cli.Running;

namespace Dqx.Cli.Commands;

/// <summary><c>dqx validate SUITE…</c></summary>
internal static class ValidateCommand
{
    public static DqxCommand Create()
    {
        var suites = RunOptionSet.SuitesArgument();
        var offline = new Option<bool>("--offline") { Description = "Looks at no data, not even at its columns.", Arity = ArgumentArity.Zero };
        var extensions = RunOptionSet.ExtensionsOption();
        var command = new DqxCommand("validate", "Finds every mistake in suites without running them.")
        {
            Run = async (result, context, cancellationToken) =>
            {
                var catalogs = result.GetValue(extensions) ?? [];
                await using var arguments = new SuiteArguments(catalogs, TrustChoice.Unsaid);
                var inspector = new SuiteValidation(arguments, catalogs, result.GetValue(offline), context.Clock);
                return await RunAsync(arguments.Resolve(result.GetValue(suites) ?? []), inspector, context, cancellationToken);
            },
            Remarks =
            [
                "Reads the columns of the data where it can be reached, and lets the engine look at every piece of SQL, but reads no rows. Data that cannot be reached and variables that are not set are "
                    + "warnings. No processor is loaded, so their settings are not checked beyond those that are required.",
                "Exit codes: 0 nothing is wrong, warnings aside; 2 something is.",
            ],
            Examples =
            [
                ("dqx validate orders.yaml", "Every mistake at once, each with file:line:column."),
                ("dqx validate suites/ --offline", "All suites of a folder, where the data is out of reach."),
            ],
        };
        command.Add(suites);
        command.Add(offline);
        command.Add(extensions);
        return command;
    }

    private static async Task<int> RunAsync(IReadOnlyList<string> files, SuiteValidation validation, CommandContext context, CancellationToken cancellationToken)
    {
        var wrong = 0;
        var output = context.Streams.Output;
        foreach (var file in files)
        {
            var report = await validation.ValidateAsync(file, cancellationToken);
            foreach (var line in Printable.Lines(report.Text).Where(line => line.Length > 0))
            {
                output.WriteLine(line);
            }

            wrong += report.IsSound ? 0 : 1;
            if (report.IsSound)
            {
                output.WriteLine(Printable.Line($"{file}: {report.Summary}"));
            }
        }

        if (wrong > 0)
        {
            output.WriteLine(FormattableString.Invariant($"{wrong} of {files.Count} {(files.Count == 1 ? "suite is" : "suites are")} wrong."));
        }

        return wrong == 0 ? ExitCode.Success : ExitCode.Usage;
    }
}
