using Dqx.Cli.CommandLine;
using Dqx.Delivery;
using Dqx.Sqlite.Delivery;
using Dqx.Suites;

namespace Dqx.Cli.Running;

/// <summary>Finds the delivery journal of a suite: beside its history. Nothing is opened.</summary>
internal static class Journals
{
    private const string FileName = "deliveries.db";

    /// <summary>Where a suite's deliveries are kept; beside the usual history where that is no file.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="commandLine">What the command line says about the history; null for what the suite says.</param>
    public static string Location(SuiteFile suite, string? commandLine)
    {
        var history = Histories.Location(suite, commandLine);
        var file = SuitePaths.IsUrl(history) ? Path.GetFullPath(Histories.Default, suite.Folder) : history;
        return Path.Combine(Path.GetDirectoryName(file) ?? suite.Folder, FileName);
    }

    public static IDeliveryJournal Open(string location, TimeProvider clock) => new SqliteDeliveryJournal(location, clock);

    /// <summary>The journal of a run; null when it writes nothing.</summary>
    /// <exception cref="UsageException">A processor wants to be told of changes, which takes a journal.</exception>
    public static IDeliveryJournal? Of(SuiteFile suite, RunOptions options, TimeProvider clock)
    {
        if (!options.NoState)
        {
            return Open(Location(suite, options.History.Location), clock);
        }

        return suite.Processors.FirstOrDefault(processor => processor is { Enabled: true, Notify: not (null or NotifyMode.Every) }) is { } told
            ? throw new UsageException(
                "DQX1050", $"--no-state: the processor '{told.Instance}' has notify: {WireNames.Of(told.Notify ?? default)}, for which must be kept what it was told; leave one of them out.")
            : null;
    }
}
