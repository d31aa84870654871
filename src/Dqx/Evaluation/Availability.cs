using System.Globalization;
using Dqx.Metrics;
using Dqx.Planning;

namespace Dqx.Evaluation;

/// <summary>How much of the data that an assertion needs is there: 0 for a metric of a skip date, else 1; the mean of its parts for a change
/// between two days. Windows have <c>min_days</c> instead.</summary>
internal sealed class Availability(PlanningContext context, double threshold)
{
    /// <summary>Why the assertion is not evaluated; null when it is.</summary>
    public MetricValue.Missing? Lacks(PlannedAssertion assertion)
    {
        foreach (var symbol in assertion.Symbols)
        {
            var ratio = Ratio(symbol.Metric);
            if (ratio < threshold)
            {
                return new MetricValue.Missing(
                    SkipReason.Unavailable,
                    string.Create(CultureInfo.InvariantCulture, $"{symbol.Written}: {ratio:P0} of its data is available, {threshold:P0} are needed"));
            }
        }

        return null;
    }

    private double Ratio(Metric metric) => metric switch
    {
        WindowMetric => 1,
        DerivedMetric derived => derived.Parts.Average(Ratio),
        { Dataset: { } dataset } when context.Dataset(dataset).Calendar.Skips(context.Key.Date.AddDays(-metric.Lag)) => 0,
        _ => 1,
    };
}
