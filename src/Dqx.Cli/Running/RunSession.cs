using Dqx.Cli.CommandLine;
using Dqx.Cli.Rendering;
using Dqx.Cli.Survival;
using Dqx.Composition;
using Dqx.Cli.Terminal;

namespace Dqx.Cli.Running;

/// <summary>Runs prepared suites, one after the other, and hands each to its processors and to the output.</summary>
internal sealed class RunSession(RunOptions options, IRunOutput output, RunKeeper keeper, ErrorStream error, TimeProvider clock)
{
    private readonly SuiteRunner _runner = new(clock);

    /// <summary>The exit code of all runs.</summary>
    /// <exception cref="ConfigurationRefusedException">A processor refuses its settings; nothing was run.</exception>
    public async Task<int> RunAsync(IReadOnlyList<PreparedSuite> suites, CancellationToken cancellationToken)
    {
        await StartAsync(suites, cancellationToken);
        var codes = new List<int>();
        foreach (var suite in suites)
        {
            var processed = await RunAsync(suite, cancellationToken);
            output.Write(processed);
            codes.Add(processed.Run.Exit!.Code);
        }

        return ExitCode.Worst(codes);
    }

    /// <summary>All of them before any data is read: a wrong setting of the last suite stops the first one too.</summary>
    private static async Task StartAsync(IReadOnlyList<PreparedSuite> suites, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var suite in suites)
        {
            try
            {
                await suite.Host.StartAsync(cancellationToken);
            }
            catch (ConfigurationException wrong)
            {
                problems.Add(ConfigurationErrors.Of(wrong.Errors));
            }
        }

        if (problems.Count > 0)
        {
            throw new ConfigurationRefusedException(problems);
        }
    }

    private async Task<ProcessedRun> RunAsync(PreparedSuite suite, CancellationToken cancellationToken)
    {
        using var progress = new ProgressLine(error, clock, "planning", shown: options.Verbosity != Verbosity.Quiet);
        var runOptions = new SuiteRunOptions { Labels = options.Labels, Diagnostics = suite.Definition.Warnings, Progress = progress };
        var run = await _runner.RunAsync(suite.Suite, suite.Datasets, new ResultKey(options.Date, options.Tags), runOptions, cancellationToken);
        progress.Say("handing the results to processors");
        var processed = keeper.AddTo(await suite.Host.ProcessAsync(run, cancellationToken), suite.Definition.Processors);
        var failOn = options.FailOn ?? suite.Definition.FailOn;
        return processed with { Run = processed.Run with { Exit = ExitCode.Of(processed.Run, failOn, processed.Fatal.Length > 0) } };
    }
}
