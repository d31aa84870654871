using System.Collections.Immutable;
using System.Data.Common;
using Dqx.Checks;
using Dqx.Datasets;
using Dqx.Expressions;
using Dqx.Metrics;
using Dqx.Scanning;
using Dqx.Sql;

namespace Dqx.Cli.Init;

/// <summary>What is worth knowing of data before its first suite is written, measured by the engine's own metrics.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The columns, in their order.</param>
internal sealed record DataProfile(double Rows, ImmutableArray<ColumnProfile> Columns)
{
    /// <summary>Counting distinct values of more rows than this takes longer than somebody waits for a draft.</summary>
    private const double RowsToCompare = 5_000_000;

    /// <exception cref="DqxException">The data is not there, or cannot be read (DQX1024).</exception>
    public static async Task<DataProfile> ReadAsync(IDataset dataset, ResultKey key, CancellationToken cancellationToken)
    {
        var columns = await ColumnsAsync(dataset, cancellationToken);
        var basics = columns.SelectMany(IEnumerable<Metric> (column) => IsNumber(column) ? [new NullCount(column.Name), new Minimum(column.Name), new Maximum(column.Name)] : [new NullCount(column.Name)]);
        var values = await MeasureAsync(dataset, key, basics.Prepend(new NumRows()), cancellationToken);
        var rows = values.GetValueOrDefault(new NumRows()) ?? 0;
        var distinct = rows <= RowsToCompare
            ? await MeasureAsync(dataset, key, columns.Where(IsComparable).Select(column => new UniqueCount(column.Name)), cancellationToken)
            : [];
        return new DataProfile(rows, [.. columns.Select(column => new ColumnProfile(
            column,
            values.GetValueOrDefault(new NullCount(column.Name)),
            distinct.GetValueOrDefault(new UniqueCount(column.Name)),
            values.GetValueOrDefault(new Minimum(column.Name)),
            values.GetValueOrDefault(new Maximum(column.Name))))]);
    }

    private static bool IsNumber(Column column) => column.Kind is ColumnKind.Integer or ColumnKind.Decimal or ColumnKind.Floating;

    private static bool IsComparable(Column column) => column.Kind is ColumnKind.Integer or ColumnKind.Text or ColumnKind.Date or ColumnKind.Timestamp;

    private static async Task<ImmutableArray<Column>> ColumnsAsync(IDataset dataset, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataset.OpenAsync(cancellationToken);
            return (await new ScanPreparation(connection, dataset).ReadSchemaAsync(cancellationToken)).Columns;
        }
        catch (DbException refused)
        {
            throw new DqxException("DQX1024", $"{dataset.Name} cannot be read: {EngineMessage.FirstParagraph(refused.Message)}.");
        }
    }

    /// <summary>The values of those metrics that have one.</summary>
    private static async Task<Dictionary<Metric, double?>> MeasureAsync(IDataset dataset, ResultKey key, IEnumerable<Metric> metrics, CancellationToken cancellationToken)
    {
        var assertions = metrics.Select(metric => new Assertion { Name = metric.ToString(), Expectation = new Expectation(new Expression.MetricTerm(metric), new Predicate.Collect(), Tolerance.Default) }).ToImmutableArray();
        if (assertions.IsEmpty)
        {
            return [];
        }

        // Columns that differ in what cannot be printed have metrics of one text; numbers keep their names apart.
        var named = assertions.Select((assertion, index) => assertion with { Name = FormattableString.Invariant($"{index}") }).ToImmutableArray();
        var suite = new VerificationSuite { Name = "init", Checks = [new Check { Name = "init", Assertions = named }] };
        var run = await new SuiteRunner().RunAsync(suite, [dataset], key, options: null, cancellationToken);
        return assertions.Zip(run.Results).ToDictionary(pair => ((Expression.MetricTerm)pair.First.Expectation.Subject).Metric, pair => pair.Second.Value);
    }
}

/// <summary>What is known of a column; null where there is no value, or none was looked for.</summary>
/// <param name="Column">The column.</param>
/// <param name="Nulls">How many rows have no value.</param>
/// <param name="Distinct">How many distinct values there are.</param>
/// <param name="Minimum">The smallest number.</param>
/// <param name="Maximum">The largest number.</param>
internal sealed record ColumnProfile(Column Column, double? Nulls, double? Distinct, double? Minimum, double? Maximum);
