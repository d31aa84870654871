using System.Collections.Immutable;
using Dqx.Metrics;
using Dqx.Planning;

namespace Dqx.Scanning;

/// <summary>Which metrics of a scan share a statement.</summary>
internal static class ScanGroups
{
    /// <summary>All metrics by day in one; those over all rows in another; what cannot filter inside its aggregate alone.</summary>
    public static IEnumerable<ScanGroup> Of(PlannedScan scan, bool hasDays, ScanOutcome outcome)
    {
        var open = scan.Symbols.Where(symbol => !outcome.Knows(symbol.Measured)).ToList();
        var byDay = open.Where(symbol => hasDays && !symbol.Measured.AllDates).ToList();
        var overAll = open.Where(symbol => !hasDays || symbol.Measured.AllDates).ToList();
        return [.. Split(byDay, byDay: true), .. Split(overAll, byDay: false)];
    }

    private static IEnumerable<ScanGroup> Split(List<PlannedSymbol> symbols, bool byDay)
    {
        var shared = symbols.Where(symbol => !StandsAlone(symbol.Measured)).ToList();
        if (shared.Count > 0)
        {
            yield return new ScanGroup([.. shared.Select(symbol => symbol.Measured).Distinct()], byDay ? Days(shared) : []);
        }

        foreach (var alone in symbols.Where(symbol => StandsAlone(symbol.Measured)).GroupBy(symbol => symbol.Measured))
        {
            yield return new ScanGroup([alone.Key], byDay ? Days(alone) : []);
        }
    }

    private static ImmutableArray<DateOnly> Days(IEnumerable<PlannedSymbol> symbols) => [.. symbols.Select(symbol => symbol.Date).Distinct().OrderDescending()];

    private static bool StandsAlone(Metric metric) => metric is { FiltersByAggregate: false, Where: not null };
}
