using Dqx.Datasets;
using Dqx.Metrics;

namespace Dqx.Planning;

/// <summary>Whether values belong to days.</summary>
internal static class DatasetDays
{
    extension(IDataset dataset)
    {
        /// <summary>Whether the metric measures the rows of a day; else it measures all that there are.</summary>
        public bool HasDaysFor(Metric metric) => dataset.IsDated || (dataset.Calendar.DateColumn is not null && !metric.AllDates);
    }
}
