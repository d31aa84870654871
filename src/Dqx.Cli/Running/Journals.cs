using Dqx.Cli.CommandLine;
using Dqx.Delivery;
using Dqx.Suites;

namespace Dqx.Cli.Running;

/// <summary>Finds the delivery journal of a suite: beside its history, a file beside a file, at the same URL otherwise. Nothing is opened.</summary>
internal static class Journals
{
    private const string FileName = "deliveries.db";

    /// <summary>Where a suite's deliveries are kept: an absolute path, or the history's URL.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="commandLine">What the command line says about the history; null for what the suite says.</param>
    public static string Location(SuiteFile suite, string? commandLine)
    {
        var history = Histories.Location(suite, commandLine);
        return SuitePaths.IsUrl(history) ? history : Path.Combine(Path.GetDirectoryName(history) ?? suite.Folder, FileName);
    }

    /// <summary>The journal of a run; null when it writes nothing.</summary>
    /// <exception cref="UsageException">A processor wants to be told of changes, which takes a journal.</exception>
    /// <exception cref="DqxException">It is of a kind that no extension brings (DQX1013), or the one that does refuses it.</exception>
    public static IDeliveryJournal? Of(SuiteFile suite, RunOptions options, HistoryStores stores, TimeProvider clock)
    {
        if (!options.NoState)
        {
            return stores.Journal(Location(suite, options.History.Location), options.IsDryRun, clock);
        }

        return suite.Processors.FirstOrDefault(processor => processor is { Enabled: true, Notify: not (null or NotifyMode.Every) }) is { } told
            ? throw new UsageException(
                "DQX1050", $"--no-state: the processor '{told.Instance}' has notify: {WireNames.Of(told.Notify ?? default)}, for which must be kept what it was told; leave one of them out.")
            : null;
    }
}
