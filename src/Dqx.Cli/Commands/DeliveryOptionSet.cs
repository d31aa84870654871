using System.Collections.Immutable;
using System.CommandLine;
using Dqx.Cli.CommandLine;
using Dqx.Cli.Running;
using Dqx.Delivery;
using Dqx.Suites;

namespace Dqx.Cli.Commands;

/// <summary>The argument and options that the commands over deliveries share.</summary>
internal sealed class DeliveryOptionSet
{
    private readonly Argument<string> _suite = new("SUITE") { Description = "A suite file, or a suite of an extension." };
    private readonly Option<string[]> _extensions = RunOptionSet.ExtensionsOption();
    private readonly Option<string> _history = RunOptionSet.HistoryOption();
    private readonly Option<string> _processors = new("--processors") { HelpName = "A,B", Description = "Only of these processor instances.", Arity = ArgumentArity.ExactlyOne };

    /// <summary>In the order of the help page.</summary>
    public void AddTo(DqxCommand command)
    {
        command.Add(_suite);
        command.Add(_processors);
        command.Add(_extensions);
        command.Add(_history);
    }

    /// <exception cref="UsageException">There is no such suite.</exception>
    /// <exception cref="ConfigurationRefusedException">The suite is wrong.</exception>
    public async Task<SuiteFile> SuiteAsync(ParseResult result)
    {
        await using var arguments = new SuiteArguments(Catalogs(result), TrustChoice.Unsaid);
        try
        {
            return arguments.Open(arguments.Resolve([result.GetValue(_suite) ?? ""])[0], new SuiteFileOptions());
        }
        catch (SuiteFileException wrong)
        {
            throw new ConfigurationRefusedException([wrong.Message]);
        }
    }

    public string[] Catalogs(ParseResult result) => result.GetValue(_extensions) ?? [];

    public string Location(ParseResult result, SuiteFile suite) => Journals.Location(suite, result.GetValue(_history));

    public HistoryStores Stores(ParseResult result, SuiteFile suite, TimeProvider clock) => new(Running.Catalogs.Of(Catalogs(result), suite.Extensions), host =>
    {
        host.TimeProvider = clock;
        TrustChoice.Unsaid.Apply(host, suite);
    });

    /// <summary>The instances that are named; empty for all.</summary>
    public ImmutableArray<string> Processors(ParseResult result) => result.GetValue(_processors) is { } names ? Values.List(names) : [];

    public bool Selects(ParseResult result, DeliveryRecord record) => Processors(result) is var named && (named.IsEmpty || named.Contains(record.Key.Instance));
}
