using System.Collections.Immutable;
using Dqx.Cli.CommandLine;
using Dqx.Composition;
using Dqx.Datasets;
using Dqx.Delivery;
using Dqx.Suites;

namespace Dqx.Cli.Running;

/// <summary>A suite that is read, selected, and has its datasets and its host: nothing of it can be wrong on paper any more.</summary>
/// <param name="Definition">What the file says.</param>
/// <param name="Suite">The checks to run.</param>
/// <param name="Datasets">The data.</param>
/// <param name="Host">The processors.</param>
/// <param name="History">Where its values are stored.</param>
/// <param name="Dates">The dates of its runs, oldest first.</param>
internal sealed record PreparedSuite(
    SuiteFile Definition, VerificationSuite Suite, ImmutableArray<IDataset> Datasets, DqxHost Host, SuiteHistory History, ImmutableArray<RunDate> Dates) : IAsyncDisposable
{
    /// <summary>What was given to each processor; null for nothing.</summary>
    public required IDeliveryJournal? Journal { get; init; }

    /// <summary>Where the history and the journal come from.</summary>
    public required HistoryStores Stores { get; init; }

    /// <summary>First what may still use the history.</summary>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await (Journal?.DisposeAsync() ?? ValueTask.CompletedTask);
        await History.DisposeAsync();
        await Stores.DisposeAsync();
    }
}
