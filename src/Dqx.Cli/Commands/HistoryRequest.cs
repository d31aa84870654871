using System.Collections.Immutable;
using Dqx.Cli.Running;
using Dqx.History;

namespace Dqx.Cli.Commands;

/// <summary>What a command over a history is to show.</summary>
/// <param name="Stores">Where the history comes from.</param>
/// <param name="History">The history.</param>
/// <param name="Query">What it is asked.</param>
/// <param name="TimeZone">The zone in which today is a day.</param>
/// <param name="Dataset">Of this dataset; null for all.</param>
/// <param name="Tags">With these identity tags; empty for any.</param>
/// <param name="IsJson">Whether a program reads it.</param>
/// <param name="NoColour">Whether colours are ruled out.</param>
internal sealed record HistoryRequest(
    HistoryStores Stores, IMetricHistory History, HistoryQuery Query, string TimeZone, string? Dataset, ImmutableSortedDictionary<string, string> Tags, bool IsJson, bool NoColour) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await History.DisposeAsync();
        await Stores.DisposeAsync();
    }
}
