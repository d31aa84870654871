using System.Data;
using System.Data.Common;
using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Metrics.States;
using Dqx.Planning;
using Dqx.Sql;

namespace Dqx.Scanning;

/// <summary>Reads one dataset once and measures everything that the plan asks of it. A failure is the value of what needed it.</summary>
internal sealed class DatasetScan(IDataset dataset, PlannedScan scan, DateOnly runDate, Action<long>? rowsRead = null)
{
    private readonly ScanOutcome _outcome = new();

    /// <summary>A value for every symbol of the scan.</summary>
    /// <exception cref="OperationCanceledException">The run is cancelled.</exception>
    public async Task<ScanOutcome> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataset.OpenAsync(cancellationToken);
            var prepared = await PreparedScan.PrepareAsync(connection, dataset, scan, _outcome, cancellationToken);
            await using (RowMeter.Start(connection, rowsRead))
            {
                foreach (var group in prepared.Groups)
                {
                    await MeasureAsync(connection, prepared, group, cancellationToken);
                }
            }

            if (prepared.HasDays)
            {
                await FindDaysAsync(connection, prepared.Schema, cancellationToken);
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
            FailRemaining(ErrorKind.Engine, EngineMessage.Of(refused));
        }
        catch (Exception failed) when (dataset is IForeignDataset && !cancellationToken.IsCancellationRequested)
        {
            FailRemaining(ErrorKind.Engine, ((IForeignDataset)dataset).Describe(failed));
        }

        return _outcome;
    }

    /// <summary>Of a partition the days are kept beside its states, so that the next run knows on which days it has nothing; what to warn of, all partitions together say.</summary>
    private async Task FindDaysAsync(DbConnection connection, DatasetSchema schema, CancellationToken cancellationToken)
    {
        var lacks = scan.Symbols.Any(symbol => DayWarnings.LooksFor(runDate, symbol) && !_outcome.Knows(symbol.Measured)) && !_outcome.HasRowsOn(runDate);
        var isKept = scan.Partition is { Partition.Version: not null };
        _outcome.Days = lacks || isKept ? await DayExtent.MeasureAsync(connection, dataset, schema, cancellationToken) : null;
        if (scan.Partition is null)
        {
            _outcome.Warn(DayWarnings.Of(dataset, (_outcome.Days ?? DaysState.None) with { RowsWithoutDay = _outcome.RowsWithoutDay }, lacks ? runDate : null));
        }
    }

    /// <summary>Measures in one statement; if it fails, halves it until only the guilty metrics fail. What no statement is guilty of ends the scan.</summary>
    private async Task MeasureAsync(DbConnection connection, PreparedScan prepared, ScanGroup group, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(connection, prepared.Statement(group), cancellationToken);
        }
        catch (DbException failure) when (group.Metrics.Length == 1 && !EngineMessage.IsBeyondStatement(failure))
        {
            _outcome.Fail(group.Metrics[0], new MetricValue.Failure(ErrorKind.Engine, failure.Message));
        }
        catch (DbException failure) when (connection.State is ConnectionState.Open && !EngineMessage.IsBeyondStatement(failure))
        {
            var half = group.Metrics.Length / 2;
            await MeasureAsync(connection, prepared, group with { Metrics = group.Metrics[..half] }, cancellationToken);
            await MeasureAsync(connection, prepared, group with { Metrics = group.Metrics[half..] }, cancellationToken);
        }
    }

    private async Task ExecuteAsync(DbConnection connection, FusedStatement statement, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement.Text;
        command.AddParameters(statement.Parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (row, rows) = (new StatementRow(statement, reader), 0L);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows += row.Rows;
            if (!statement.ByDay)
            {
                row.Read((metric, measured) => _outcome.Set(metric, measured));
            }
            else if (row.Day is { } day)
            {
                row.Read((metric, measured) => _outcome.Set(metric, day, measured));
            }
            else
            {
                _outcome.RowsWithoutDay = row.Rows;
            }
        }

        _outcome.Rows = Math.Max(_outcome.Rows, rows);
    }

    private void FailRemaining(ErrorKind kind, string message)
    {
        foreach (var metric in scan.Symbols.Select(symbol => symbol.Measured).Where(metric => !_outcome.Knows(metric)))
        {
            _outcome.Fail(metric, new MetricValue.Failure(kind, message));
        }
    }
}
