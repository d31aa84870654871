using System.Collections.Immutable;
using Dqx.Cli.CommandLine;
using Dqx.History;
using Dqx.Suites;

namespace Dqx.Cli.Running;

/// <summary>Finds the history of a suite: the command line's, the suite's, or <c>.dqx/history.db</c> beside the suite. Nothing is opened.</summary>
internal static class Histories
{
    /// <summary>Where a history is when nobody says anything, relative to the suite.</summary>
    public const string Default = ".dqx/history.db";

    /// <exception cref="DqxException">It is of a kind that no extension brings (DQX1013), or the one that does refuses it.</exception>
    public static SuiteHistory Of(SuiteFile suite, HistoryOptions options, bool dataIsReplaced, HistoryStores stores)
    {
        if (options.IsOff)
        {
            return SuiteHistory.None;
        }

        // What another file says today is no value of the suite's data.
        var isWithheld = dataIsReplaced && options.Location is null;
        var isReadOnly = options.IsReadOnly || isWithheld;
        return new SuiteHistory(stores.History(Location(suite, options.Location), isReadOnly), isReadOnly)
        {
            Notes = isWithheld && !options.IsReadOnly
                ? [new Diagnostic { Id = "DQX1016", Severity = DiagnosticSeverity.Info, Message = "The values of this run are not stored, because --data replaces data of the suite; --history FILE stores them." }]
                : [],
        };
    }

    /// <summary>An absolute path or a URL.</summary>
    /// <param name="suite">The suite; null for the current directory's history.</param>
    /// <param name="commandLine">Relative to the current directory; null for what the suite says.</param>
    public static string Location(SuiteFile? suite, string? commandLine)
        => commandLine is not null ? SuitePaths.History(commandLine, Environment.CurrentDirectory)
            : suite?.History ?? Path.GetFullPath(Default, suite?.Folder ?? Environment.CurrentDirectory);
}

/// <summary>The history of a suite in this command.</summary>
/// <param name="History">Where values are; null for nowhere.</param>
/// <param name="IsReadOnly">Whether nothing is written.</param>
internal sealed record SuiteHistory(IMetricHistory? History, bool IsReadOnly) : IAsyncDisposable
{
    public static SuiteHistory None { get; } = new(null, IsReadOnly: true);

    /// <summary>What a user may wonder about.</summary>
    public ImmutableArray<Diagnostic> Notes { get; init; } = [];

    /// <summary>Whether it can be read, before any data is.</summary>
    /// <exception cref="DqxException">It is damaged, or of a newer version.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (History is not null)
        {
            await History.FindAsync([], cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (History is not null)
        {
            await History.DisposeAsync();
        }
    }
}
