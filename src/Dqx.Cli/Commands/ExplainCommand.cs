using System.CommandLine;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Rendering;
using Dqx.Cli.Running;
using Dqx.Cli.Terminal;
using Dqx.Suites;

namespace Dqx.Cli.Commands;

/// <summary><c>dqx explain SUITE</c></summary>
internal static class ExplainCommand
{
    public static DqxCommand Create()
    {
        var suite = new Argument<string>("SUITE") { Description = "A suite file, or the name of a suite that an extension brings.", Arity = ArgumentArity.ExactlyOne };
        var date = RunOptionSet.One("--date", "D", "The date that the plan is for: YYYY-MM-DD, today (the default) or yesterday, in the suite's zone.");
        var key = RunOptionSet.Many("--key", "NAME=VALUE", "An identity tag of the run, such as env=prod: its values are stored under it. Repeatable.");
        var history = RunOptionSet.HistoryOption();
        var noHistory = RunOptionSet.Flag("--no-history", "Looks for no stored values: settled days and all partitions are planned as scans.");
        var data = RunOptionSet.Many("--data", "NAME=PATH", "Reads the dataset NAME from PATH (relative to the current directory). Repeatable.");
        var set = RunOptionSet.Many("--set", "PATH=VALUE", "Replaces a scalar of the suite file. Repeatable.");
        var only = RunOptionSet.Many("--only", "CHECK|tag=T", "Explains only the checks of that name, or what has that tag. Repeatable.");
        var assertion = RunOptionSet.One("--assertion", "CHECK/NAME", "Prints the SQL of one assertion, to be run by hand.");
        var extensions = RunOptionSet.ExtensionsOption();
        var noColour = RunOptionSet.NoColourOption();
        var command = new DqxCommand("explain", "Shows what a run would do: scans, metrics, SQL.")
        {
            Run = async (result, context, cancellationToken) =>
            {
                var catalogs = result.GetValue(extensions) ?? [];
                await using var arguments = new SuiteArguments(catalogs, TrustChoice.Unsaid);
                var explanation = new SuiteExplaining(
                    arguments,
                    catalogs,
                    new SuiteFileOptions { Set = [.. result.GetValue(set) ?? []], Data = Values.Pairs("--data", result.GetValue(data)) },
                    new CheckSelection([.. result.GetValue(only) ?? []]),
                    new RunTarget(
                        Values.Day("--date", result.GetValue(date) ?? "today", context.Clock),
                        Values.Pairs("--key", result.GetValue(key)),
                        new HistoryOptions(result.GetValue(history), IsReadOnly: true, result.GetValue(noHistory))),
                    context.Clock);
                return await RunAsync(explanation, result.GetValue(suite) ?? "", result.GetValue(assertion), context, result.GetValue(noColour), cancellationToken);
            },
            Remarks =
            [
                "Reads the columns of the data, but no rows; the statements are those that 'dqx run' executes. Where the data cannot be reached the plan is shown without its SQL. The history is read, to see which settled days and partitions need no scan; nothing is written.",
                "Exit codes: 0 the plan is whole; 2 the suite or the command line is wrong; 3 some data could not be reached.",
            ],
            Examples =
            [
                ("dqx explain orders.yaml", "Which data is read, for which metrics and days, by which SQL."),
                ("dqx explain orders.yaml --assertion \"Revenue integrity/revenue is positive\" | duckdb", "Runs the SQL of one assertion by hand."),
            ],
        };
        command.Add(suite);
        foreach (var option in new Option[] { date, key, data, set, only, assertion, extensions, history, noHistory, noColour })
        {
            command.Add(option);
        }

        return command;
    }

    private static async Task<int> RunAsync(
        SuiteExplaining explaining, string suite, string? assertion, CommandContext context, bool noColour, CancellationToken cancellationToken)
    {
        var (file, explanation) = await explaining.ExplainAsync(suite, assertion, cancellationToken);
        if (assertion is null)
        {
            new PlanPage(Screen.Create(context.Streams.Output, noColour), file).Write(explanation);
        }
        else
        {
            foreach (var line in AssertionSql.Of(explanation).Select(file.Redact).SelectMany(Printable.Lines))
            {
                context.Streams.Output.WriteLine(line);
            }
        }

        foreach (var scan in explanation.Scans.Where(scan => scan.Problem is not null))
        {
            var partition = scan.Scan.Partition is { } known ? $", partition '{known.Partition.Name}'" : "";
            context.Streams.Error.WriteLine(Printable.Line(file.Redact($"{scan.Scan.Dataset}{partition}: {scan.Problem}.")));
        }

        return explanation.Scans.Any(scan => scan.Problem is not null) ? ExitCode.Error : ExitCode.Success;
    }
}
