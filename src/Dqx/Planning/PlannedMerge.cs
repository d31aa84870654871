using System.Collections.Immutable;

namespace Dqx.Planning;

/// <summary>The reading of a dataset that is given as partitions.</summary>
/// <param name="Whole">What it would be if it were scanned at once.</param>
/// <param name="Partitions">Its partitions, in their order.</param>
internal sealed record PlannedMerge(PlannedScan Whole, ImmutableArray<KnownPartition> Partitions);
