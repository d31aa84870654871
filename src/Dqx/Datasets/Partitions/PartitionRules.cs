namespace Dqx.Datasets;

/// <summary>What makes partitions one dataset.</summary>
internal static class PartitionRules
{
    /// <summary>Why they are none, as a sentence; null when they are.</summary>
    public static string? Problem(IReadOnlyList<DatasetPartition> partitions)
    {
        if (partitions.Count == 0)
        {
            return "A dataset has no partitions; pass at least one.";
        }

        var first = partitions[0];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in partitions)
        {
            var problem = string.IsNullOrWhiteSpace(part.Name) ? "a partition has no name"
                : !names.Add(part.Name) ? $"two partitions are named '{part.Name}'"
                : part.Data is PartitionedDataset ? $"the partition '{part.Name}' is itself partitioned"
                : part.Data.Name != first.Data.Name ? $"the data of the partition '{part.Name}' is named '{part.Data.Name}'; users qualify columns by the name of the dataset, so it is the same for all"
                : Difference(first, part);
            if (problem is not null)
            {
                return $"The dataset '{first.Data.Name}': {problem}.";
            }
        }

        return null;
    }

    /// <summary>A row of one partition would belong to a day and one of another to none.</summary>
    private static string? Difference(DatasetPartition first, DatasetPartition other)
    {
        var (a, b) = (first.Data.Calendar, other.Data.Calendar);
        var what = a.DateColumn is null != b.DateColumn is null ? "date_column"
            : first.Data.IsDated != other.Data.IsDated ? "{date}"
            : !a.SkipsLike(b) ? "skip_dates"
            : a.LagSource != b.LagSource ? "lag_source"
            : a.SettledAfterDays != b.SettledAfterDays ? "settled_after"
            : null;
        return what is null ? null
            : what is "date_column" or "{date}" ? $"the partitions '{first.Name}' and '{other.Name}' differ in that one has {what} and the other has not"
            : $"the partitions '{first.Name}' and '{other.Name}' differ in {what}";
    }
}
