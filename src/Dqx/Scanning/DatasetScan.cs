using System.Data;
using System.Data.Common;
using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Planning;
using Dqx.Sql;

namespace Dqx.Scanning;

/// <summary>Reads one dataset once and measures everything that the plan asks of it. A failure is the value of what needed it.</summary>
internal sealed class DatasetScan(IDataset dataset, PlannedScan scan, DateOnly runDate)
{
    private readonly ScanOutcome _outcome = new();

    /// <summary>A value for every symbol of the scan.</summary>
    /// <exception cref="OperationCanceledException">The run is cancelled.</exception>
    public async Task<ScanOutcome> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataset.OpenAsync(cancellationToken);
            var preparation = new ScanPreparation(connection, dataset);
            var schema = await preparation.ReadSchemaAsync(cancellationToken);
            await UserSqlCheck.PrepareWhereAsync(connection, dataset, cancellationToken);
            var hasDays = DayColumn.Of(dataset, schema) is not null;
            await FindMisfitsAsync(preparation, schema, cancellationToken);
            foreach (var group in ScanGroups.Of(scan, hasDays, _outcome))
            {
                await MeasureAsync(connection, schema, group, cancellationToken);
            }

            if (hasDays)
            {
                await new DayWarnings(connection, dataset, schema, _outcome).FindAsync(scan, runDate, cancellationToken);
            }
        }
        catch (SchemaException mismatch)
        {
            FailRemaining(ErrorKind.Schema, mismatch.Message);
        }
        catch (DqxException unavailable)
        {
            FailRemaining(ErrorKind.Data, unavailable.Message);
        }
        catch (Exception refused) when (refused is DbException or IOException or UnauthorizedAccessException)
        {
            FailRemaining(ErrorKind.Engine, refused.Message);
        }
        catch (Exception failed) when (dataset is IForeignDataset && !cancellationToken.IsCancellationRequested)
        {
            FailRemaining(ErrorKind.Engine, ((IForeignDataset)dataset).Describe(failed));
        }

        return _outcome;
    }

    /// <summary>Gives the metrics that do not fit the data their reason.</summary>
    private async Task FindMisfitsAsync(ScanPreparation preparation, DatasetSchema schema, CancellationToken cancellationToken)
    {
        foreach (var metric in scan.Symbols.Select(symbol => symbol.Measured).Distinct())
        {
            if (await preparation.FindMisfitAsync(schema, metric, cancellationToken) is { Certain: true, Failure: var failure })
            {
                _outcome.Fail(metric, failure);
            }
        }
    }

    /// <summary>Measures in one statement; if it fails, halves it until only the guilty metrics fail.</summary>
    private async Task MeasureAsync(DbConnection connection, DatasetSchema schema, ScanGroup group, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(connection, FusedStatement.Write(dataset, schema, group), cancellationToken);
        }
        catch (DbException failure) when (group.Metrics.Length == 1)
        {
            _outcome.Fail(group.Metrics[0], new MetricValue.Failure(ErrorKind.Engine, failure.Message));
        }
        catch (DbException) when (connection.State is ConnectionState.Open)
        {
            var half = group.Metrics.Length / 2;
            await MeasureAsync(connection, schema, group with { Metrics = group.Metrics[..half] }, cancellationToken);
            await MeasureAsync(connection, schema, group with { Metrics = group.Metrics[half..] }, cancellationToken);
        }
    }

    private async Task ExecuteAsync(DbConnection connection, FusedStatement statement, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement.Text;
        command.AddParameters(statement.Parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = new StatementRow(statement, reader);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!statement.ByDay)
            {
                row.Read((metric, measured) => _outcome.Set(metric, measured));
            }
            else if (!reader.IsDBNull(0))
            {
                var day = DateOnly.FromDateTime(reader.GetDateTime(0));
                row.Read((metric, measured) => _outcome.Set(metric, day, measured));
            }
            else
            {
                _outcome.RowsWithoutDay = (long)reader.GetDouble(1);
            }
        }
    }

    private void FailRemaining(ErrorKind kind, string message)
    {
        foreach (var metric in scan.Symbols.Select(symbol => symbol.Measured).Where(metric => !_outcome.Knows(metric)))
        {
            _outcome.Fail(metric, new MetricValue.Failure(kind, message));
        }
    }
}
