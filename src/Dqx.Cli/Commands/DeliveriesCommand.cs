using System.Collections.Immutable;
using System.CommandLine;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Logging;
using Dqx.Cli.Rendering;
using Dqx.Cli.Running;
using Dqx.Cli.Terminal;
using Dqx.Composition;
using Dqx.Delivery;
using Dqx.Suites;

namespace Dqx.Cli.Commands;

/// <summary><c>dqx deliveries list|retry|drop SUITE</c></summary>
internal static class DeliveriesCommand
{
    public static DqxCommand Create()
    {
        var command = new DqxCommand("deliveries", "Shows what each processor was given, and finishes or gives up what is due.");
        command.Add(List());
        command.Add(Retry());
        command.Add(Drop());
        return command;
    }

    private static DqxCommand List()
    {
        var set = new DeliveryOptionSet();
        var pending = new Option<bool>("--pending") { Description = "Only what is due.", Arity = ArgumentArity.Zero };
        var noColour = RunOptionSet.NoColourOption();
        var command = new DqxCommand("list", "Lists what each processor was given and what became of it.")
        {
            Run = async (result, context, cancellationToken) =>
            {
                var suite = await set.SuiteAsync(result);
                await using var stores = set.Stores(result, suite, context.Clock);
                await using var journal = stores.Journal(set.Location(result, suite), isReadOnly: true, context.Clock);
                var status = result.GetValue(pending) ? DeliveryStatus.Pending : default(DeliveryStatus?);
                var records = await journal.ListAsync(suite.Suite.Name, status, cancellationToken);
                new DeliveriesPage(Screen.Create(context.Streams.Output, result.GetValue(noColour))).Write([.. records.Where(record => set.Selects(result, record))]);
                return ExitCode.Success;
            },
            Remarks = ["A run stays in the journal for 30 days after every processor has had it."],
            Examples = [("dqx deliveries list orders.yaml --pending", "What is due, oldest run first.")],
        };
        set.AddTo(command);
        command.Add(pending);
        command.Add(noColour);
        return command;
    }

    private static DqxCommand Retry()
    {
        var set = new DeliveryOptionSet();
        var command = new DqxCommand("retry", "Hands over what is due, oldest run first; exit code 4 while some of it stays.")
        {
            Run = async (result, context, cancellationToken) =>
            {
                var suite = await set.SuiteAsync(result);
                using var loggers = new ErrorStreamLoggerFactory(context.Streams.Error, context.Clock, verbose: false);
                await using var stores = set.Stores(result, suite, context.Clock);
                await using var journal = stores.Journal(set.Location(result, suite), isReadOnly: false, context.Clock);
                var before = (await journal.ListAsync(suite.Suite.Name, DeliveryStatus.Pending, cancellationToken)).Count;
                var left = await RetryAsync(suite, journal, set.Catalogs(result), set.Processors(result), loggers, context.Clock, cancellationToken);
                context.Streams.Output.WriteLine(FormattableString.Invariant($"{before - left} of {before} deliveries made or given up, {left} due still"));
                return left == 0 ? ExitCode.Success : ExitCode.Processor;
            },
            Remarks = ["With the settings that the suite has now. A processor is left alone at its first failure: nothing newer overtakes a run that it did not take."],
            Examples = [("dqx deliveries retry orders.yaml", "After an outage.")],
        };
        set.AddTo(command);
        return command;
    }

    private static DqxCommand Drop()
    {
        var set = new DeliveryOptionSet();
        var all = new Option<bool>("--all") { Description = "Of every processor.", Arity = ArgumentArity.Zero };
        var command = new DqxCommand("drop", "Gives up what is due.")
        {
            Run = async (result, context, cancellationToken) =>
            {
                if (result.GetValue(all) == !set.Processors(result).IsEmpty)
                {
                    throw new UsageException("DQX1051", "Say of which processors: --processors A,B, or --all.");
                }

                var suite = await set.SuiteAsync(result);
                await using var stores = set.Stores(result, suite, context.Clock);
                await using var journal = stores.Journal(set.Location(result, suite), isReadOnly: false, context.Clock);
                var dropped = (await journal.ListAsync(suite.Suite.Name, DeliveryStatus.Pending, cancellationToken)).Where(record => set.Selects(result, record)).ToList();
                foreach (var record in dropped)
                {
                    await journal.NoteAsync(record.Key, new DeliveryOutcome(DeliveryStatus.Dropped, context.Clock.GetUtcNow(), TimeSpan.Zero, "given up by hand"), told: null, cancellationToken);
                }

                context.Streams.Output.WriteLine(FormattableString.Invariant($"{dropped.Count} {(dropped.Count == 1 ? "delivery" : "deliveries")} given up"));
                return ExitCode.Success;
            },
            Examples = [("dqx deliveries drop orders.yaml --processors page", "Nobody wants last week's alerts any more.")],
        };
        set.AddTo(command);
        command.Add(all);
        return command;
    }

    private static async Task<int> RetryAsync(
        SuiteFile suite, IDeliveryJournal journal, string[] catalogs, ImmutableArray<string> only, ErrorStreamLoggerFactory loggers, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            await using var host = Hosts.Create(suite, catalogs, options =>
            {
                options.OnlyProcessors = only.IsEmpty ? null : only;
                options.Journal = journal;
                options.TimeZone = suite.Suite.TimeZone;
                options.LoggerFactory = loggers;
                options.TimeProvider = clock;
                options.Deadline = suite.Deadline;
                TrustChoice.Unsaid.Apply(options, suite);
            });
            return await host.DeliverLeftOversAsync(suite.Suite.Name, cancellationToken);
        }
        catch (ConfigurationException wrong)
        {
            throw new ConfigurationRefusedException([ConfigurationErrors.Of(wrong.Errors)]);
        }
    }
}
