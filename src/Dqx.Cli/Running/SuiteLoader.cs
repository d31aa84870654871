using System.Collections.Immutable;
using Dqx.Cli.CommandLine;
using Dqx.Composition;
using Dqx.Composition.Running;
using Dqx.Suites;
using Microsoft.Extensions.Logging;

namespace Dqx.Cli.Running;

/// <summary>Reads suites and prepares everything that they need, without reading data: whatever is wrong in any of them is told at once.</summary>
internal sealed class SuiteLoader(RunOptions options, SuiteArguments arguments, ILoggerFactory loggers, ICallObserver observer, TimeProvider clock)
{
    private readonly List<string> _problems = [];

    /// <summary>The suites that have something to run, in order.</summary>
    /// <exception cref="ConfigurationRefusedException">Something is wrong; every error in every suite.</exception>
    /// <exception cref="UsageException">The command line selects nothing, or asks for what is not there.</exception>
    public ImmutableArray<PreparedSuite> Prepare(IReadOnlyList<string> resolved)
    {
        var definitions = resolved.Select(Read).OfType<SuiteFile>().ToList();
        ThrowOnProblems();
        var selection = new CheckSelection(options.Only);
        selection.Verify([.. definitions.Select(definition => definition.Suite)]);
        var prepared = ImmutableArray.CreateBuilder<PreparedSuite>();
        foreach (var definition in definitions)
        {
            var suite = selection.Apply(definition.Suite);
            if ((selection.IsEmpty || suite.Checks.Length > 0) && Prepare(definition, suite) is { } ready)
            {
                prepared.Add(ready);
            }
        }

        ThrowOnProblems();
        return prepared.DrainToImmutable();
    }

    private SuiteFile? Read(string suite)
    {
        try
        {
            return arguments.Open(suite, new SuiteFileOptions { Set = options.Set, Data = options.Data });
        }
        catch (SuiteFileException wrong)
        {
            _problems.Add(wrong.Message);
        }
        catch (DqxException wrong)
        {
            _problems.Add($"{suite}: error {wrong.DiagnosticId}: {wrong.Message}");
        }

        return null;
    }

    private PreparedSuite? Prepare(SuiteFile definition, VerificationSuite suite)
    {
        try
        {
            var dates = options.Dates.Of(suite, clock.GetUtcNow());
            var stores = new HistoryStores(Catalogs.Of(options.Extensions, definition.Extensions), host =>
            {
                host.LoggerFactory = loggers;
                host.TimeProvider = clock;
                host.CallObserver = observer;
                options.Trust.Apply(host, definition);
            });
            var history = Histories.Of(definition, options.History, dataIsReplaced: !options.Data.IsEmpty, stores);
            var journal = Journals.Of(definition, options, stores, clock);
            var host = Hosts.Create(definition, options.Extensions, host =>
            {
                var reports = Reports.Of(options.Reports, definition);
                foreach (var report in reports)
                {
                    host.Processors.Add(report);
                }

                // Also where other processors are left out: a report is asked for by name.
                host.OnlyProcessors = options.Processors?.AddRange(reports.Select(report => report.Instance));
                host.History = history.History;
                host.Journal = journal;
                host.TimeZone = suite.TimeZone;
                host.LoggerFactory = loggers;
                host.TimeProvider = clock;
                host.CallObserver = observer;
                host.CopiesRuns = true;
                host.Deadline = definition.Deadline;
                options.Trust.Apply(host, definition);
            });
            return new PreparedSuite(definition, suite, DataSourceKinds.Create(definition, host), host, history, dates) { Journal = journal, Stores = stores };
        }
        catch (SuiteFileException wrong)
        {
            _problems.Add(wrong.Message);
        }
        catch (ConfigurationException wrong)
        {
            _problems.Add(ConfigurationErrors.Of(wrong.Errors));
        }
        catch (DqxException wrong) when (wrong is not UsageException)
        {
            _problems.Add($"{definition.Path}: error {wrong.DiagnosticId}: {wrong.Message}");
        }

        return null;
    }

    private void ThrowOnProblems()
    {
        if (_problems.Count > 0)
        {
            throw new ConfigurationRefusedException(_problems);
        }
    }
}
