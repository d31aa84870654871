using System.Collections.Immutable;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Logging;
using Dqx.Cli.Rendering;
using Dqx.Cli.Running;
using Dqx.Cli.Survival;
using Dqx.Cli.Terminal;

namespace Dqx.Cli.Commands;

/// <summary><c>dqx run SUITE…</c></summary>
internal static class RunCommand
{
    public static DqxCommand Create()
    {
        var set = new RunOptionSet();
        var command = new DqxCommand("run", "Runs suites and hands their results to processors.")
        {
            Run = (result, context, cancellationToken) => RunAsync(set.Read(result, context.Clock), context, cancellationToken),
            Remarks =
            [
                "Values are stored in a history, so that later runs can compare with them: a file that the first run makes. With --data nothing is stored unless --history says where. "
                    + "A dataset without a date is a snapshot of today; for another date its values come from the history.",
                "With several suites or dates the exit code is the worst of theirs, in the order 2, 1, 3, 4, 0. Results go to standard output, messages and progress to standard error.",
                "The folder 'extensions' beside the dqx executable is always a catalog of extensions. A suite that an extension brings is run by its name, unless a file or a folder is called so; "
                    + "its paths and its history are relative to the current directory, and of its values --set changes the tunables.",
            ],
            Examples =
            [
                ("dqx run orders.yaml", "Runs a suite for today."),
                ("dqx run orders.yaml --date yesterday --key env=prod --fail-on P1", "For yesterday's data in production; failures of P2 and P3 do not change the exit code."),
                ("dqx run orders.yaml --data orders=backfill.parquet --no-processors", "The same checks on another file, telling nobody."),
                ("dqx run orders.yaml --from 2026-11-01 --to yesterday", "A backfill: a run for each day, oldest first. The exit code is the worst."),
                ("dqx run orders_quality --extensions catalog", "A suite that an extension in the folder 'catalog' brings."),
                ("dqx run orders.yaml --report html=orders.html --report junit=orders.xml", "Reports for people and for a build server besides."),
                ("dqx run orders.yaml --dry-run", "Who would be told, and what; nobody is, and nothing is stored."),
                ("dqx run suites/ --only tag=finance --output jsonl", "What is tagged finance in every suite of a folder, one run document per line."),
            ],
        };
        command.Add(set.Suites);
        foreach (var option in set.All)
        {
            command.Add(option);
        }

        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        HeadStart.Begin(options);
        await using var arguments = new SuiteArguments(options.Extensions, options.Trust);
        var resolved = arguments.Resolve(options.Suites);
        RefuseSeveral(options, () => resolved.Length, "suites");
        var output = Output(options, context.Streams);
        using var audit = AuditFile.FromEnvironment(context.Streams.Error, context.Clock);
        using var loggers = new ErrorStreamLoggerFactory(context.Streams.Error, context.Clock, options.Verbosity == Verbosity.Verbose) { Audit = audit };
        var keeper = RunKeeper.Install(context.Streams.Error);
        var suites = new SuiteLoader(options, arguments, loggers, keeper.Calls, context.Clock).Prepare(resolved);
        try
        {
            RefuseSeveral(options, () => suites.Sum(suite => suite.Dates.Length), "runs");
            if (!options.Reports.IsEmpty)
            {
                Reports.RefuseOverwriting(options.Reports, suites.Length, suites.Max(suite => suite.Dates.Length));
            }

            return await new RunSession(options, output, keeper, context.Streams.Error, context.Clock).RunAsync(suites, cancellationToken);
        }
        finally
        {
            await DisposeAsync(suites);
            keeper.TellTheRest();
        }
    }

    private static void RefuseSeveral(RunOptions options, Func<int> count, string what)
    {
        if (options.Output == OutputForm.Json && count() is > 1 and var several)
        {
            throw new UsageException("DQX1005", FormattableString.Invariant($"--output json prints one document, and there are {several} {what}; use --output jsonl."));
        }
    }

    private static async Task DisposeAsync(ImmutableArray<PreparedSuite> suites)
    {
        foreach (var suite in suites)
        {
            await suite.DisposeAsync();
        }
    }

    /// <summary>Standard output is claimed for documents before any code of an extension runs.</summary>
    private static IRunOutput Output(RunOptions options, StandardStreams streams)
        => options.Output == OutputForm.Table
            ? new PageOutput(streams.Output, options)
            : new DocumentOutput(streams.Claim(), streams.Error, options);
}
