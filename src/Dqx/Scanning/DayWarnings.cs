using System.Globalization;
using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Metrics.States;
using Dqx.Planning;

namespace Dqx.Scanning;

/// <summary>What a user should know about the days of the data: rows that belong to none, and a run for a day without rows.</summary>
internal static class DayWarnings
{
    /// <param name="dataset">The data.</param>
    /// <param name="days">On which days it has rows.</param>
    /// <param name="lackingDate">The date of the run, when no row belongs to it though some were looked for; else null.</param>
    public static IEnumerable<Diagnostic> Of(IDataset dataset, DaysState days, DateOnly? lackingDate)
    {
        if (days.RowsWithoutDay > 0)
        {
            yield return Warning("DQX3101", string.Create(
                CultureInfo.InvariantCulture,
                $"{dataset.Name}: {(days.RowsWithoutDay == 1 ? "1 row has" : $"{days.RowsWithoutDay} rows have")} no date in '{dataset.Calendar.DateColumn}', so no day counts {(days.RowsWithoutDay == 1 ? "it" : "them")}."));
        }

        if (lackingDate is { } runDate)
        {
            var newest = days.Last is { } day ? FormattableString.Invariant($"the newest date is {day:yyyy-MM-dd}") : "no row has a date";
            yield return Warning("DQX3102", FormattableString.Invariant($"{dataset.Name}: no rows on {runDate:yyyy-MM-dd}; {newest}."));
        }
    }

    /// <summary>Whether a symbol looks for rows of a date. A statement of its own knows only of the rows that its filter leaves.</summary>
    public static bool LooksFor(DateOnly runDate, PlannedSymbol symbol) => symbol.Date == runDate && !symbol.Metric.AllDates && symbol.Metric is not CustomSql { Where: not null };

    private static Diagnostic Warning(string id, string message) => new() { Id = id, Severity = DiagnosticSeverity.Warning, Message = message };
}
