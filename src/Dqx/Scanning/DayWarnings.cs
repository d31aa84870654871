using System.Data.Common;
using System.Globalization;
using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Planning;
using Dqx.Sql;

namespace Dqx.Scanning;

/// <summary>What a user should know about the days of the data: rows that belong to none, and a run for a day without rows.</summary>
internal sealed class DayWarnings(DbConnection connection, IDataset dataset, DatasetSchema schema, ScanOutcome outcome)
{
    public async Task FindAsync(PlannedScan scan, DateOnly runDate, CancellationToken cancellationToken)
    {
        if (outcome.RowsWithoutDay > 0)
        {
            outcome.Warn("DQX3101", string.Create(
                CultureInfo.InvariantCulture,
                $"{dataset.Name}: {(outcome.RowsWithoutDay == 1 ? "1 row has" : $"{outcome.RowsWithoutDay} rows have")} no date in '{dataset.Calendar.DateColumn}', so no day counts {(outcome.RowsWithoutDay == 1 ? "it" : "them")}."));
        }

        // A statement of its own knows only of the rows that its filter leaves.
        var asksForRunDate = scan.Symbols.Any(symbol => symbol.Date == runDate && !symbol.Metric.AllDates && symbol.Metric is not CustomSql { Where: not null } && !outcome.Knows(symbol.Measured));
        if (asksForRunDate && !outcome.HasRowsOn(runDate))
        {
            var newest = await NewestAsync(cancellationToken) is { } day ? FormattableString.Invariant($"the newest date is {day:yyyy-MM-dd}") : "no row has a date";
            outcome.Warn("DQX3102", FormattableString.Invariant($"{dataset.Name}: no rows on {runDate:yyyy-MM-dd}; {newest}."));
        }
    }

    private async Task<DateOnly?> NewestAsync(CancellationToken cancellationToken)
    {
        var parameters = new StatementParameters();
        var day = DayColumn.Of(dataset, schema)?.Sql(parameters);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT MAX({day}) {FusedStatement.From(dataset)}" + (dataset.Where is null ? "" : $"\nWHERE {UserSql.Contained(dataset.Where)}");
        command.AddParameters(parameters.Values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(0, cancellationToken) ? DateOnly.FromDateTime(reader.GetDateTime(0)) : null;
    }
}
