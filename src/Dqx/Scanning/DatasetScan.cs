using System.Data;
using System.Data.Common;
using Dqx.Datasets;
using Dqx.Metrics;
using Dqx.Planning;
using Dqx.Sql;

namespace Dqx.Scanning;

/// <summary>Reads one dataset once and measures everything that the plan asks of it. A failure is the value of what needed it.</summary>
internal sealed class DatasetScan(IDataset dataset, PlannedScan scan)
{
    private readonly Dictionary<PlannedSymbol, MetricValue> _values = [];

    /// <summary>A value for every symbol of the scan.</summary>
    /// <exception cref="OperationCanceledException">The run is cancelled.</exception>
    public async Task<IReadOnlyDictionary<PlannedSymbol, MetricValue>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataset.OpenAsync(cancellationToken);
            var preparation = new ScanPreparation(connection, dataset);
            var schema = await preparation.ReadSchemaAsync(cancellationToken);
            await UserSqlCheck.PrepareWhereAsync(connection, dataset, cancellationToken);
            var measurable = await SelectMeasurableAsync(preparation, schema, cancellationToken);
            await MeasureAsync(connection, schema, [.. measurable.Where(symbol => !StandsAlone(symbol))], cancellationToken);
            foreach (var symbol in measurable.Where(StandsAlone))
            {
                await MeasureAsync(connection, schema, [symbol], cancellationToken);
            }
        }
        catch (DqxException unavailable)
        {
            FailRemaining(ErrorKind.Data, unavailable.Message);
        }
        catch (Exception refused) when (refused is DbException or IOException or UnauthorizedAccessException)
        {
            FailRemaining(ErrorKind.Engine, refused.Message);
        }

        return _values;
    }

    private static bool StandsAlone(PlannedSymbol symbol) => symbol.Resolved is { FiltersByAggregate: false, Where: not null };

    /// <summary>The symbols that fit the data; the others get their reason.</summary>
    private async Task<List<PlannedSymbol>> SelectMeasurableAsync(ScanPreparation preparation, DatasetSchema schema, CancellationToken cancellationToken)
    {
        var measurable = new List<PlannedSymbol>(scan.Symbols.Length);
        foreach (var symbol in scan.Symbols)
        {
            if (await preparation.FindMisfitAsync(schema, symbol.Resolved, cancellationToken) is { Certain: true, Failure: var failure })
            {
                _values[symbol] = failure;
            }
            else
            {
                measurable.Add(symbol);
            }
        }

        return measurable;
    }

    /// <summary>Measures in one statement; if it fails, halves it until only the guilty metrics fail.</summary>
    private async Task MeasureAsync(DbConnection connection, DatasetSchema schema, IReadOnlyList<PlannedSymbol> symbols, CancellationToken cancellationToken)
    {
        if (symbols.Count == 0)
        {
            return;
        }

        try
        {
            await ExecuteAsync(connection, FusedStatement.Write(dataset, schema, symbols), cancellationToken);
        }
        catch (DbException failure) when (symbols.Count == 1)
        {
            _values[symbols[0]] = new MetricValue.Failure(ErrorKind.Engine, failure.Message);
        }
        catch (DbException) when (connection.State is ConnectionState.Open)
        {
            var half = symbols.Count / 2;
            await MeasureAsync(connection, schema, [.. symbols.Take(half)], cancellationToken);
            await MeasureAsync(connection, schema, [.. symbols.Skip(half)], cancellationToken);
        }
    }

    private async Task ExecuteAsync(DbConnection connection, FusedStatement statement, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement.Text;
        foreach (var value in statement.Parameters)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        foreach (var (ordinal, column) in statement.Measured.Index())
        {
            _values[column.Symbol] = column.Read(reader.IsDBNull(ordinal) ? null : reader.GetDouble(ordinal));
        }
    }

    private void FailRemaining(ErrorKind kind, string message)
    {
        foreach (var symbol in scan.Symbols)
        {
            _values.TryAdd(symbol, new MetricValue.Failure(kind, message));
        }
    }
}
