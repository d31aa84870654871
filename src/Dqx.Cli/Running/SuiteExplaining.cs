using System.Collections.Immutable;
using Dqx.Cli.CommandLine;
using Dqx.Composition;
using Dqx.Explanation;
using Dqx.Planning;
using Dqx.Suites;

namespace Dqx.Cli.Running;

/// <summary>Explains a suite, or one assertion of it.</summary>
internal sealed class SuiteExplaining(SuiteArguments arguments, IEnumerable<string> catalogs, SuiteFileOptions options, CheckSelection selection, RunTarget target, TimeProvider clock)
{
    /// <exception cref="ConfigurationRefusedException">The suite is wrong.</exception>
    /// <exception cref="UsageException">The command line selects nothing.</exception>
    public async Task<(SuiteFile File, SuiteExplanation Explanation)> ExplainAsync(string argument, string? assertion, CancellationToken cancellationToken)
    {
        try
        {
            var file = Open(argument);
            selection.Verify([file.Suite]);
            var suite = selection.Apply(file.Suite);
            suite = assertion is null ? suite : Only(suite, assertion);
            await using var host = Hosts.Create(file, catalogs, options => TrustChoice.Unsaid.Apply(options, file));
            var today = suite.DateOf(clock.GetUtcNow());
            await using var stores = new HistoryStores(Catalogs.Of(catalogs, file.Extensions), host => TrustChoice.Unsaid.Apply(host, file));
            await using var history = Histories.Of(file, target.History with { IsReadOnly = true }, dataIsReplaced: !options.Data.IsEmpty, stores);
            var context = new PlanningContext
            {
                Key = new ResultKey(target.Day.On(today, suite.TimeZone).Date, target.Tags),
                Today = today,
                HasHistory = history.History is not null,
                Datasets = DataSourceKinds.Create(file, host),
            };
            return (file, await SuiteExplainer.ExplainAsync(suite, context, history.History, cancellationToken));
        }
        catch (SuiteFileException wrong)
        {
            throw new ConfigurationRefusedException([wrong.Message]);
        }
        catch (ConfigurationException wrong)
        {
            throw new ConfigurationRefusedException([ConfigurationErrors.Of(wrong.Errors)]);
        }
        catch (DqxException wrong) when (wrong is not UsageException)
        {
            throw new ConfigurationRefusedException([$"{argument}: error {wrong.DiagnosticId}: {wrong.Message}"]);
        }
    }

    /// <exception cref="UsageException">There is none, or it is a folder of several.</exception>
    private SuiteFile Open(string argument) => arguments.Resolve([argument]) is [var only]
        ? arguments.Open(only, options)
        : throw new UsageException("DQX1003", $"{argument}: the folder holds several suites; name one of them.");

    /// <summary>The suite with one assertion. Names may hold slashes themselves, so the whole is compared.</summary>
    private static VerificationSuite Only(VerificationSuite suite, string wanted)
    {
        var all = suite.Checks.SelectMany(check => check.Assertions.Select(assertion => (Name: $"{check.Name}/{assertion.Name}", Check: check, Assertion: assertion))).ToList();
        return all.Find(one => one.Name == wanted) is { Check: { } check, Assertion: { } assertion }
            ? suite with { Checks = [check with { Assertions = [assertion] }] }
            : throw new UsageException("DQX1021", $"--assertion {wanted}: there is no such assertion; write CHECK/NAME{Nearest.Hint(wanted, all.Select(one => one.Name))}");
    }
}

/// <summary>The run that is explained.</summary>
/// <param name="Day">Its date.</param>
/// <param name="Tags">Its identity tags.</param>
/// <param name="History">Where the values of earlier days are.</param>
internal sealed record RunTarget(DayChoice Day, ImmutableSortedDictionary<string, string> Tags, HistoryOptions History);
