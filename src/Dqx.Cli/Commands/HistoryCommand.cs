using System.CommandLine;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Rendering;
using Dqx.Cli.Terminal;

namespace Dqx.Cli.Commands;

/// <summary><c>dqx history list [SUITE]</c> and <c>dqx history show METRIC [SUITE]</c></summary>
internal static class HistoryCommand
{
    public static DqxCommand Create()
    {
        var command = new DqxCommand("history", "Shows the values that runs have stored.");
        command.Add(List());
        command.Add(Show());
        return command;
    }

    private static DqxCommand List()
    {
        var set = new HistoryOptionSet();
        var command = new DqxCommand("list", "Lists the metrics that have stored values.")
        {
            Run = async (result, context, cancellationToken) =>
            {
                await using var request = await set.ReadAsync(result);
                var metrics = await request.Query.ListAsync(request.Dataset, request.Tags, cancellationToken);
                if (request.IsJson)
                {
                    HistoryDocument.Write(context.Streams.Output, metrics);
                }
                else
                {
                    new HistoryPage(Screen.Create(context.Streams.Output, request.NoColour)).Write(metrics);
                }

                return ExitCode.Success;
            },
            Examples = [("dqx history list orders.yaml", "What is stored of a suite."), ("dqx history list --history shared.db --output json", "Everything in a file, for a program.")],
        };
        set.AddTo(command);
        return command;
    }

    private static DqxCommand Show()
    {
        var set = new HistoryOptionSet();
        var metric = new Argument<string>("METRIC") { Description = "A metric as it stands in an expectation, such as 'sum(revenue)'; quote it for the shell." };
        var from = new Option<string>("--from") { HelpName = "D", Description = "The first date: YYYY-MM-DD, today or yesterday.", Arity = ArgumentArity.ExactlyOne };
        var to = new Option<string>("--to") { HelpName = "D", Description = "The last date.", Arity = ArgumentArity.ExactlyOne };
        var command = new DqxCommand("show", "Shows the stored values of a metric, with a chart.")
        {
            Run = async (result, context, cancellationToken) =>
            {
                var wanted = result.GetValue(metric) ?? "";
                if (File.Exists(wanted))
                {
                    throw new UsageException("DQX1015", $"{wanted} is a file; the metric comes first: dqx history show 'num_rows()' {wanted}.");
                }

                await using var request = await set.ReadAsync(result);
                var first = Date("--from", result.GetValue(from), DateOnly.MinValue, request, context);
                var last = Date("--to", result.GetValue(to), DateOnly.MaxValue, request, context);
                if (first > last)
                {
                    throw new UsageException("DQX1014", FormattableString.Invariant($"--from {first:yyyy-MM-dd} is after --to {last:yyyy-MM-dd}; exchange them."));
                }

                var series = await request.Query.FindAsync(wanted, request.Dataset, request.Tags, first, last, cancellationToken);
                if (request.IsJson)
                {
                    HistoryDocument.Write(context.Streams.Output, series);
                }
                else
                {
                    new HistoryPage(Screen.Create(context.Streams.Output, request.NoColour)).Write(series, isWhole: first > DateOnly.MinValue);
                }

                return ExitCode.Success;
            },
            Remarks =
            [
                "For every date the value of the newest run that has one; else the newest error. Without --from the page shows the newest 60 dates. "
                    + "Derived metrics such as day_over_day(…) are calculated anew in every run and not stored; what they are calculated from is.",
            ],
            Examples =
            [
                ("dqx history show 'num_rows()' orders.yaml", "How many rows there were on each date."),
                ("dqx history show 'sum(revenue)' orders.yaml --key env=prod --from 2026-11-01 --output json", "The values since a date, for a program."),
            ],
        };
        command.Add(metric);
        set.AddTo(command);
        command.Add(from);
        command.Add(to);
        return command;
    }

    private static DateOnly Date(string option, string? text, DateOnly otherwise, HistoryRequest request, CommandContext context)
    {
        var today = TimeZoneInfo.ConvertTime(context.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(request.TimeZone));
        return text is null ? otherwise : Values.Day(option, text, context.Clock).On(DateOnly.FromDateTime(today.DateTime), request.TimeZone).Date;
    }
}
