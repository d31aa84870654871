using Dqx.Cli.CommandLine;
using Dqx.Cli.Rendering;
using Dqx.Cli.Survival;
using Dqx.Composition;
using Dqx.Cli.Terminal;

namespace Dqx.Cli.Running;

/// <summary>Runs prepared suites, one after the other, and hands each to its processors and to the output.</summary>
internal sealed class RunSession(RunOptions options, IRunOutput output, RunKeeper keeper, ErrorStream error, TimeProvider clock)
{
    /// <summary>The exit code of all runs.</summary>
    /// <exception cref="ConfigurationRefusedException">A processor refuses its settings; nothing was run.</exception>
    public async Task<int> RunAsync(IReadOnlyList<PreparedSuite> suites, CancellationToken cancellationToken)
    {
        await StartAsync(suites, cancellationToken);
        var runs = new List<SuiteRun>();
        foreach (var suite in suites)
        {
            foreach (var (index, date) in suite.Dates.Index())
            {
                var place = suite.Dates.Length == 1 ? "" : FormattableString.Invariant($"{date.Date:yyyy-MM-dd} ({index + 1} of {suite.Dates.Length}): ");
                var processed = await RunAsync(suite, date.Date, place, cancellationToken);
                output.Write(processed, date.Word);
                // For the line at the end, which needs no symbols.
                runs.Add(processed.Run with { Symbols = [] });
            }
        }

        var worst = ExitCode.Worst([.. runs.Select(run => run.Exit!.Code)]);
        if (runs.Count > 1)
        {
            output.Close(Counts.Of(runs, worst));
        }

        return worst;
    }

    /// <summary>All of them before any data is read: a wrong setting of the last suite stops the first one too.</summary>
    private async Task StartAsync(IReadOnlyList<PreparedSuite> suites, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var suite in suites)
        {
            try
            {
                await suite.History.CheckAsync(cancellationToken);
                await StartAsync(suite.Host, cancellationToken);
            }
            catch (ConfigurationException wrong)
            {
                problems.Add(ConfigurationErrors.Of(wrong.Errors));
            }
            catch (DqxException wrong)
            {
                problems.Add(Messages.Of(wrong));
            }
        }

        if (problems.Count > 0)
        {
            throw new ConfigurationRefusedException(problems);
        }
    }

    private Task StartAsync(DqxHost host, CancellationToken cancellationToken)
    {
        if (!options.IsDryRun)
        {
            return host.StartAsync(cancellationToken);
        }

        host.Check();
        return Task.CompletedTask;
    }

    private async Task<ProcessedRun> RunAsync(PreparedSuite suite, DateOnly date, string place, CancellationToken cancellationToken)
    {
        using var progress = new ProgressLine(error, clock, place, shown: options.Verbosity != Verbosity.Quiet);
        var runner = new SuiteRunner(clock) { History = suite.History.History };
        var runOptions = new SuiteRunOptions
        {
            Labels = options.Labels,
            Diagnostics = [.. suite.Definition.Warnings, .. suite.History.Notes, .. suite.Stores.Findings],
            HistoryIsReadOnly = suite.History.IsReadOnly,
            HistoryRetentionDays = suite.Definition.RetentionDays,
            Progress = progress.IsShown ? progress : null,
        };
        var run = await runner.RunAsync(suite.Suite, suite.Datasets, new ResultKey(date, options.Tags), runOptions, cancellationToken);
        var processed = await HandOverAsync(suite, run, progress, cancellationToken);
        var failOn = options.FailOn ?? suite.Definition.FailOn;
        return processed with { Run = processed.Run with { Exit = ExitCode.Of(processed.Run, failOn, processed.Fatal.Length > 0) } };
    }

    private async Task<ProcessedRun> HandOverAsync(PreparedSuite suite, SuiteRun run, ProgressLine progress, CancellationToken cancellationToken)
    {
        if (options.IsDryRun)
        {
            return await suite.Host.PreviewAsync(run, cancellationToken);
        }

        progress.Say("handing the results to processors");
        return keeper.AddTo(await suite.Host.ProcessAsync(run, cancellationToken), suite.Definition.Processors);
    }
}
