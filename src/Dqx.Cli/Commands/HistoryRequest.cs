using System.Collections.Immutable;
using Dqx.Cli.Running;

namespace Dqx.Cli.Commands;

/// <summary>What a command over a history is to show.</summary>
/// <param name="Query">The history.</param>
/// <param name="TimeZone">The zone in which today is a day.</param>
/// <param name="Dataset">Of this dataset; null for all.</param>
/// <param name="Tags">With these identity tags; empty for any.</param>
/// <param name="IsJson">Whether a program reads it.</param>
/// <param name="NoColour">Whether colours are ruled out.</param>
internal sealed record HistoryRequest(HistoryQuery Query, string TimeZone, string? Dataset, ImmutableSortedDictionary<string, string> Tags, bool IsJson, bool NoColour);
