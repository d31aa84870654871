using System.Globalization;

namespace Dqx.Planning.Passes;

/// <summary>What is read from the history for other days is measured for the run's own day as well, so that later runs find it there:
/// an average over the days before would otherwise wait for ever.</summary>
internal static class MeasureForLater
{
    public static Plan Apply(Plan plan)
    {
        var known = plan.Symbols.Select(symbol => symbol.Metric).ToHashSet();
        var symbols = plan.Symbols.ToBuilder();
        foreach (var past in plan.Symbols.Where(symbol => symbol is { Source: ValueSource.History, Metric.Lag: not 0 }))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"x_{symbols.Count + 1}");
            var today = new PlannedSymbol(name, past.Written with { Lag = 0 }, past.Measured, plan.Context.Key.Date);
            if (plan.Context.HasHistory && known.Add(today.Metric) && ReuseHistory.SourceOf(today, plan.Context) is ValueSource.Scan)
            {
                symbols.Add(today);
            }
        }

        return plan with { Symbols = symbols.ToImmutable() };
    }
}
