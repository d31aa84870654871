using System.CommandLine;
using Dqx.Checks;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Running;
using Dqx.Composition;
using Dqx.Suites;

namespace Dqx.Cli.Commands;

/// <summary>The arguments and options that the commands over histories share.</summary>
internal sealed class HistoryOptionSet
{
    private readonly Argument<string> _suite = new("SUITE") { Description = "A suite file, or the name of a suite that an extension brings, whose history and name are taken; all suites of ./.dqx/history.db when it is left out.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _history = RunOptionSet.HistoryOption();
    private readonly Option<string[]> _extensions = RunOptionSet.ExtensionsOption();
    private readonly Option<string> _dataset = new("--dataset") { HelpName = "NAME", Description = "Only values of this dataset.", Arity = ArgumentArity.ExactlyOne };
    private readonly Option<string[]> _key = new("--key") { HelpName = "NAME=VALUE", Description = "Only values of runs with these identity tags. Repeatable.", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
    private readonly Option<string> _output = new("--output") { HelpName = "table|json", Description = "table for people (the default); json for programs.", Arity = ArgumentArity.ExactlyOne };
    private readonly Option<bool> _noColour = RunOptionSet.NoColourOption();

    /// <summary>In the order of the help page; the suite last of the arguments.</summary>
    public void AddTo(DqxCommand command)
    {
        command.Add(_suite);
        foreach (var option in new Option[] { _history, _extensions, _dataset, _key, _output, _noColour })
        {
            command.Add(option);
        }
    }

    /// <exception cref="UsageException">A value is wrong, or there is no such file.</exception>
    /// <exception cref="SuiteFileException">The suite is wrong.</exception>
    /// <exception cref="DqxException">The history is of a kind that nothing here brings.</exception>
    public async Task<HistoryRequest> ReadAsync(ParseResult result)
    {
        var tags = Values.Pairs("--key", result.GetValue(_key));
        var isJson = result.GetValue(_output) is { } output && Values.Choice("--output", output, [("table", false), ("json", true)]);
        await using var arguments = new SuiteArguments(result.GetValue(_extensions) ?? [], TrustChoice.Unsaid);
        var suite = result.GetValue(_suite) is { } argument ? arguments.Open(arguments.Resolve([argument])[0], new SuiteFileOptions { TreatUnsetVariablesAsWarnings = true }) : null;
        var location = Histories.Location(suite, result.GetValue(_history));
        if (suite is not null && result.GetValue(_history) is null)
        {
            RefuseUnset(suite);
        }

        var stores = new HistoryStores(Catalogs.Of(result.GetValue(_extensions) ?? [], suite?.Extensions ?? []), host => Trust(host, suite));
        var history = stores.History(location, isReadOnly: true);
        if (!SuitePaths.IsUrl(location) && !File.Exists(location))
        {
            throw new UsageException("DQX1015", $"{location}: there is no history before a run has made it; 'dqx run SUITE' does, --history names another file.");
        }

        return new HistoryRequest(
            stores,
            history,
            new HistoryQuery(history, HistoryStores.Shown(location), suite?.Suite.Name),
            suite?.Suite.TimeZone ?? "UTC",
            result.GetValue(_dataset),
            tags,
            isJson,
            result.GetValue(_noColour));
    }

    /// <summary>A location with a variable that is not set leads nowhere; what else of the suite has some is not needed here.</summary>
    private static void RefuseUnset(SuiteFile suite)
    {
        var place = suite.Places.Of(new SuiteFinding("DQX1110", DiagnosticSeverity.Error, "") { Path = [new("history")] });
        if (suite.Warnings.FirstOrDefault(warning => warning.Id == "DQX1110" && warning.Line == place.Source.Position(place.Start).Line) is { } unset)
        {
            throw new ConfigurationRefusedException([(unset with { Severity = DiagnosticSeverity.Error }).ToString()]);
        }
    }

    private static void Trust(DqxHostOptions host, SuiteFile? suite)
    {
        if (suite is null)
        {
            TrustChoice.Unsaid.Apply(host, Environment.CurrentDirectory);
        }
        else
        {
            TrustChoice.Unsaid.Apply(host, suite);
        }
    }
}
