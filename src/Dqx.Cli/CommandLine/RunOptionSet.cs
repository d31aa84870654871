using System.Collections.Immutable;
using System.CommandLine;

namespace Dqx.Cli.CommandLine;

/// <summary>The options of <c>dqx run</c>: what they are called, what they mean, and how they become <see cref="RunOptions"/>.</summary>
internal sealed class RunOptionSet
{
    private static readonly ImmutableArray<(string, OutputForm)> s_outputs = [("table", OutputForm.Table), ("json", OutputForm.Json), ("jsonl", OutputForm.JsonLines)];

    private static readonly ImmutableArray<(string, Severity)> s_severities = [.. Enum.GetValues<Severity>().Select(severity => (severity.ToString(), severity))];

    private readonly Option<string> _date = One("--date", "D", "The date that the run is for: YYYY-MM-DD, today (the default) or yesterday, in the suite's zone.");
    private readonly Option<string> _from = One("--from", "D", "With --to: a run for each date from this one on, oldest first.");
    private readonly Option<string> _to = One("--to", "D", "With --from: the last of these dates.");
    private readonly Option<string[]> _key = Many("--key", "NAME=VALUE", "An identity tag of the result key, such as env=prod. Repeatable.");
    private readonly Option<string[]> _label = Many("--label", "NAME=VALUE", "An annotation of the run that is not part of its identity. Repeatable.");
    private readonly Option<string[]> _data = Many("--data", "NAME=PATH", "Reads the dataset NAME from PATH (relative to the current directory). Repeatable.");
    private readonly Option<string[]> _set = Many("--set", "PATH=VALUE", "Replaces a scalar of the suite file, such as checks[0].assertions[1].severity=P0. Repeatable.");
    private readonly Option<string[]> _only = Many("--only", "CHECK|tag=T", "Runs only the checks of that name, or what has that tag. Repeatable.");
    private readonly Option<string[]> _extensions = ExtensionsOption();
    private readonly Option<string> _trust = TrustOption();
    private readonly Option<string> _lock = LockOption();
    private readonly Option<bool> _allowWorldWritable = Flag("--allow-world-writable", "Loads extensions also from places that every user of this machine may write to.");
    private readonly Option<string> _processors = One("--processors", "A,B", "Runs only these processor instances.");
    private readonly Option<bool> _noProcessors = Flag("--no-processors", "Runs no processors.");
    private readonly Option<string[]> _report = Many("--report", "KIND=PATH", "Writes a report too: html, junit, markdown, github or jsonl. {suite}, {date} and {run_id} in PATH stand for the run's. A report that fails gives exit code 4. Repeatable.");
    private readonly Option<bool> _dryRun = Flag("--dry-run", "Evaluates, and says which processors would be handed the run and why: none is initialised, nothing is written. The exit code is the usual one.");
    private readonly Option<string> _output = One("--output", "table|json|jsonl", "table for people (the default); json for one run document; jsonl for one per line.");
    private readonly Option<string> _failOn = One("--fail-on", "P0..P3", "Failures below this severity do not change the exit code. Default: what the suite says, else any.");
    private readonly Option<string> _history = HistoryOption();
    private readonly Option<bool> _historyReadOnly = Flag("--history-readonly", "Reads stored values and writes none.");
    private readonly Option<bool> _noHistory = Flag("--no-history", "Neither reads nor writes stored values.");
    private readonly Option<bool> _noState = Flag("--no-state", "Writes nothing: stored values are read only, and runs are handed over once, without being kept for processors that fail.");
    private readonly Option<bool> _quiet = Flag("--quiet", "Prints failures, errors and the summary only.");
    private readonly Option<bool> _verbose = Flag("--verbose", "Prints logs, every metric with its value, and stack traces of faults.");
    private readonly Option<bool> _noColour = NoColourOption();

    /// <summary>The suites.</summary>
    public Argument<string[]> Suites { get; } = SuitesArgument();

    /// <summary>In the order of the help page.</summary>
    public IEnumerable<Option> All =>
    [
        _date, _from, _to, _key, _label, _data, _set, _only, _extensions, _trust, _lock, _allowWorldWritable, _processors, _noProcessors, _report, _dryRun, _output, _failOn,
        _history, _historyReadOnly, _noHistory, _noState, _quiet, _verbose, _noColour,
    ];

    /// <exception cref="UsageException">A value is wrong, or two options contradict each other.</exception>
    public RunOptions Read(ParseResult result, TimeProvider clock)
    {
        var (noHistory, isDryRun) = (result.GetValue(_noHistory), result.GetValue(_dryRun));
        Refuse(noHistory && result.GetValue(_history) is not null, "--history and --no-history contradict each other.");
        Refuse(noHistory && result.GetValue(_historyReadOnly), "--history-readonly and --no-history contradict each other.");
        Refuse(result.GetValue(_quiet) && result.GetValue(_verbose), "--quiet and --verbose contradict each other.");
        Refuse(result.GetValue(_noProcessors) && result.GetValue(_processors) is not null, "--processors and --no-processors contradict each other.");
        return new RunOptions
        {
            Suites = [.. result.GetValue(Suites) ?? []],
            Dates = Dates(result, clock),
            NoState = result.GetValue(_noState),
            IsDryRun = isDryRun,
            Reports = [.. (result.GetValue(_report) ?? []).Select(ReportChoice.Parse)],
            History = new HistoryOptions(result.GetValue(_history), result.GetValue(_historyReadOnly) || result.GetValue(_noState) || isDryRun, noHistory),
            Tags = Values.Pairs("--key", result.GetValue(_key)),
            Labels = Values.Pairs("--label", result.GetValue(_label)),
            Data = Values.Pairs("--data", result.GetValue(_data)),
            Set = [.. result.GetValue(_set) ?? []],
            Only = [.. result.GetValue(_only) ?? []],
            Extensions = [.. result.GetValue(_extensions) ?? []],
            Trust = new TrustChoice(result.GetValue(_trust), result.GetValue(_lock), result.GetValue(_allowWorldWritable)),
            Processors = result.GetValue(_noProcessors) ? [] : result.GetValue(_processors) is { } names ? Values.List(names) : null,
            Output = result.GetValue(_output) is { } output ? Values.Choice("--output", output, s_outputs) : OutputForm.Table,
            FailOn = result.GetValue(_failOn) is { } severity ? Values.Choice("--fail-on", severity, s_severities) : null,
            Verbosity = result.GetValue(_quiet) ? Verbosity.Quiet : result.GetValue(_verbose) ? Verbosity.Verbose : Verbosity.Normal,
            NoColour = result.GetValue(_noColour),
        };
    }

    private RunDates Dates(ParseResult result, TimeProvider clock)
    {
        var (date, from, to) = (result.GetValue(_date), result.GetValue(_from), result.GetValue(_to));
        Refuse(date is not null && (from ?? to) is not null, "--date and --from … --to … contradict each other.");
        if (from is null != to is null)
        {
            throw new UsageException("DQX1014", $"--from and --to go together; {(from is null ? "--from" : "--to")} is missing.");
        }

        return from is null
            ? new RunDates(Values.Day("--date", date ?? "today", clock))
            : new RunDates(Values.Day("--from", from, clock), Values.Day("--to", to ?? "", clock));
    }

    /// <summary>The argument that commands over suites share.</summary>
    public static Argument<string[]> SuitesArgument() => new("SUITE")
    {
        Description = "A suite file, or a folder: all *.yaml and *.yml files in it; or the name of a suite that an extension brings.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The option that commands over extensions share.</summary>
    public static Option<string[]> ExtensionsOption() => Many("--extensions", "DIR", "One more catalog directory of extensions. Repeatable.");

    /// <summary>The history, for commands that use one.</summary>
    public static Option<string> HistoryOption() => One("--history", "FILE|URL", "Where values are stored from run to run. Default: what the suite says, else .dqx/history.db beside it.");

    /// <summary>The lock file, for commands over extensions.</summary>
    public static Option<string> LockOption() => One("--lock", "FILE", "The lock file of extensions. Default: extensions.lock.json beside the suite.");

    /// <summary>The option that commands with colours share.</summary>
    public static Option<bool> NoColourOption() => Flag("--no-color", "Prints without colours, as if NO_COLOR were set.");

    private static Option<string> TrustOption()
        => One("--trust", "off|warn|require", "What it takes to load an extension: nothing; a warning where it differs from the lock file (the default); or the lock file's very bytes. DQX_TRUST says the same.");

    private static void Refuse(bool contradiction, string message)
    {
        if (contradiction)
        {
            throw new UsageException("DQX1004", message);
        }
    }

    public static Option<string> One(string name, string value, string description)
        => new(name) { HelpName = value, Description = description, Arity = ArgumentArity.ExactlyOne };

    public static Option<string[]> Many(string name, string value, string description)
        => new(name) { HelpName = value, Description = description, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };
}
