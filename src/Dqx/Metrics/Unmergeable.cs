namespace Dqx.Metrics;

/// <summary>What is said of a metric whose values over partitions do not make that of the whole.</summary>
internal static class Unmergeable
{
    /// <param name="metric">The metric.</param>
    /// <param name="dataset">The partitioned dataset.</param>
    /// <param name="why">Why.</param>
    public static string Text(Metric metric, string? dataset, string why)
        => $"{metric.Name} cannot be merged over the partitions of '{dataset}': {why}; measure it on a dataset of the same data without partitions";
}
